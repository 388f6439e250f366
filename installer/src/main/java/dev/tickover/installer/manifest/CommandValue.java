package dev.tickover.installer.manifest;

import java.util.List;
import java.util.Optional;

/** Reads a command: the program's absolute path, then its arguments. */
final class CommandValue {

    private CommandValue() {}

    static Optional<List<String>> read(TableReader table, ManifestKey key) {
        Optional<String> problem = problem(table.value(key), key);
        if (problem.isPresent()) {
            table.refuse(key, problem.get(), advice(table.value(key)));
            return Optional.empty();
        }
        return Optional.of(
                ((List<?>) table.value(key)).stream().map(String.class::cast).toList());
    }

    private static Optional<String> problem(Object value, ManifestKey key) {
        if (!(value instanceof List<?> list)) {
            return Optional.of("expected " + key.type().words() + ", found " + TableReader.found(value));
        }
        if (list.isEmpty()) {
            return Optional.of("a command without a program");
        }
        Optional<?> notText =
                list.stream().filter(element -> !(element instanceof String)).findFirst();
        if (notText.isPresent()) {
            return Optional.of(
                    "expected " + key.type().words() + ", found " + TableReader.found(notText.get()) + " in the list");
        }
        if (list.stream().anyMatch(element -> ((String) element).indexOf('\0') >= 0)) {
            return Optional.of("no system can pass the character U+0000 to a program");
        }
        String program = (String) list.get(0);
        if (program.isBlank()) {
            return Optional.of("a command without a program");
        }
        return isAbsolute(program) ? Optional.empty() : Optional.of("the program is not an absolute path");
    }

    private static String advice(Object value) {
        if (value instanceof List<?> list && !list.isEmpty() && list.get(0) instanceof String) {
            return "write the whole path of the program: the OS scheduler starts it with another PATH and folder than"
                    + " your shell, and expands no ~ and no variable";
        }
        return "write, for example, [\"/usr/local/bin/cleanup\", \"--all\"], one text for each argument";
    }

    /** A manifest may be planned on another system than its own, so the absolute paths of all of them count. */
    private static boolean isAbsolute(String program) {
        boolean drive = program.length() > 3
                && Character.toLowerCase(program.charAt(0)) >= 'a'
                && Character.toLowerCase(program.charAt(0)) <= 'z'
                && program.charAt(1) == ':'
                && (program.charAt(2) == '\\' || program.charAt(2) == '/');
        return program.length() > 1 && program.startsWith("/") || program.startsWith("\\\\") || drive;
    }
}
