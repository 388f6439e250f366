package dev.tickover.architecture;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Finds what a module's packages see beyond what they may. */
public final class PackageRules {

    private static final String PROJECT = "dev.tickover";

    private PackageRules() {}

    /**
     * Compares what the packages of the project see of each other with a table of what they may.
     *
     * @param classes the folder of the compiled classes
     * @param allowed for each package, the other packages of the project that it may see
     * @return one line for each class that sees too much, and for each package that the table does not know
     */
    public static List<String> violations(Path classes, Map<String, Set<String>> allowed) {
        Set<String> violations = new TreeSet<>();
        for (ClassFile file : ClassFile.allBelow(classes)) {
            String from = file.packageName();
            Set<String> maySee = allowed.get(from);
            if (maySee == null) {
                violations.add("the table of package dependencies does not know " + from);
                continue;
            }
            for (String referred : file.classes()) {
                String to = ClassFile.packageOf(referred);
                if (isOurs(to) && !to.equals(from) && !maySee.contains(to)) {
                    violations.add(file.name() + " sees " + referred + ", but " + from + " may see " + maySee);
                }
            }
        }
        return new ArrayList<>(violations);
    }

    /**
     * Finds the classes that need more of the JDK than the modules named, or a library.
     *
     * @param classes the folder of the compiled classes
     * @param modules the names of the JDK's modules that they may use
     * @return one line for each class that needs another
     */
    public static List<String> otherModules(Path classes, Set<String> modules) {
        List<String> violations = new ArrayList<>();
        for (ClassFile file : ClassFile.allBelow(classes)) {
            for (String referred : file.classes()) {
                if (!isOurs(ClassFile.packageOf(referred)) && !modules.contains(moduleOf(referred))) {
                    violations.add(file.name() + " needs " + referred + " of " + moduleOf(referred));
                }
            }
        }
        return violations;
    }

    /**
     * Finds the classes that see any of some packages, which they should not.
     *
     * @param classes the folder of the compiled classes
     * @param packages the names of the packages; those below them count too
     * @return one line for each class and what it sees
     */
    public static List<String> seeing(Path classes, String... packages) {
        List<String> violations = new ArrayList<>();
        for (ClassFile file : ClassFile.allBelow(classes)) {
            for (String referred : file.classes()) {
                for (String forbidden : packages) {
                    if (referred.startsWith(forbidden + ".") && !file.name().startsWith(forbidden + ".")) {
                        violations.add(file.name() + " sees " + referred);
                    }
                }
            }
        }
        return violations;
    }

    private static boolean isOurs(String packageName) {
        return packageName.equals(PROJECT) || packageName.startsWith(PROJECT + ".");
    }

    private static String moduleOf(String className) {
        try {
            Module module = Class.forName(className, false, PackageRules.class.getClassLoader())
                    .getModule();
            return module.isNamed() ? module.getName() : "the class path";
        } catch (ClassNotFoundException e) {
            return "nowhere";
        }
    }
}
