package dev.tickover.architecture;

import com.sun.source.util.JavacTask;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * Finds what is public and lacks documentation, by the JDK's own doclint.
 *
 * <p>The compiler of the build could do that but for one thing: doclint asks a record for each {@code @param} twice, on
 * the record and again on a compact constructor that has a comment.
 */
public final class MissingDocumentation {

    private static final Pattern COMPACT_CONSTRUCTOR = Pattern.compile("\\s*(public|protected) \\w+ \\{");

    private MissingDocumentation() {}

    /**
     * Runs doclint over sources, with the class path of this JVM.
     *
     * @param sources the root folder of the sources
     * @return one line for each thing missing
     */
    public static List<String> below(Path sources) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
        List<String> options = List.of(
                "-proc:none",
                "-Xmaxwarns",
                "10000",
                "-Xdoclint:all/protected",
                "-cp",
                System.getProperty("java.class.path"));
        try (StandardJavaFileManager files = compiler.getStandardFileManager(found, null, StandardCharsets.UTF_8)) {
            Iterable<? extends JavaFileObject> units = files.getJavaFileObjectsFromPaths(sourcesBelow(sources));
            JavacTask task = (JavacTask) compiler.getTask(null, files, found, options, null, units);
            task.setLocale(Locale.ENGLISH);
            task.analyze();
            List<String> missing = new ArrayList<>();
            for (Diagnostic<? extends JavaFileObject> diagnostic : found.getDiagnostics()) {
                if (diagnostic.getSource() != null && !isRepeated(diagnostic)) {
                    missing.add(text(diagnostic));
                }
            }
            return missing;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Path> sourcesBelow(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !file.endsWith("module-info.java"))
                    .sorted()
                    .toList();
        }
    }

    private static boolean isRepeated(Diagnostic<? extends JavaFileObject> diagnostic) throws IOException {
        String line =
                Files.readAllLines(Path.of(diagnostic.getSource().toUri())).get((int) diagnostic.getLineNumber() - 1);
        return diagnostic.getMessage(null).startsWith("no @param for ")
                && COMPACT_CONSTRUCTOR.matcher(line).matches();
    }

    private static String text(Diagnostic<? extends JavaFileObject> diagnostic) {
        Path file = Path.of(diagnostic.getSource().toUri());
        return file.getFileName() + ":" + diagnostic.getLineNumber() + ": " + diagnostic.getMessage(null);
    }
}
