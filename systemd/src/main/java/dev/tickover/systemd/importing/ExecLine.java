package dev.tickover.systemd.importing;

import dev.tickover.importing.NotExpressibleException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A command line of a service (systemd.service(5), "Command lines").
 *
 * @param words the program and its arguments
 * @param prefixes the special characters before it, of {@code @ - : + !}
 */
record ExecLine(List<String> words, String prefixes) {

    private static final Pattern PREFIX = Pattern.compile("^([@:+!-]|\\|)*");
    private static final Pattern WHOLE_VARIABLE = Pattern.compile("\\$([A-Za-z_][A-Za-z0-9_]*)");
    private static final Pattern VARIABLE = Pattern.compile("\\$\\$|\\$\\{([A-Za-z_][A-Za-z0-9_]*)}");

    /** Reads a line. Variables are those that the service itself sets; others are not known before it runs. */
    static ExecLine parse(String value, Specifiers specifiers, Map<String, String> variables)
            throws NotExpressibleException {
        Matcher prefix = PREFIX.matcher(value);
        String prefixes = prefix.find() ? prefix.group() : "";
        List<String> words = new ArrayList<>();
        for (String word : UnitWords.split(value.substring(prefixes.length()))) {
            String resolved = specifiers.resolve(word);
            if (words.isEmpty() || prefixes.indexOf(':') >= 0) {
                words.add(resolved);
            } else {
                addExpanded(resolved, variables, words);
            }
        }
        if (words.isEmpty() || words.contains(";")) {
            throw new NotExpressibleException(
                    words.isEmpty() ? "a command without a program" : "several commands on one line, parted by ;");
        }
        if (prefixes.indexOf('@') >= 0 && words.size() > 1) {
            words.remove(1);
        }
        return new ExecLine(List.copyOf(words), prefixes);
    }

    boolean mayFail() {
        return prefixes.indexOf('-') >= 0;
    }

    /** Writes it for a shell, each word in single quotes. */
    String shellText() {
        String quoted = words.stream()
                .map(word -> "'" + word.replace("'", "'\\''") + "'")
                .collect(Collectors.joining(" "));
        return mayFail() ? "{ " + quoted + " || :; }" : quoted;
    }

    /** A word that is a variable alone is split at blanks; one inside a word, in braces, is put in as it is. */
    private static void addExpanded(String word, Map<String, String> variables, List<String> words)
            throws NotExpressibleException {
        Matcher whole = WHOLE_VARIABLE.matcher(word);
        if (whole.matches()) {
            words.addAll(UnitWords.split(valueOf(whole.group(1), variables)));
            return;
        }
        Matcher variable = VARIABLE.matcher(word);
        StringBuilder expanded = new StringBuilder();
        while (variable.find()) {
            String value = variable.group(1) == null ? "$" : valueOf(variable.group(1), variables);
            variable.appendReplacement(expanded, Matcher.quoteReplacement(value));
        }
        words.add(variable.appendTail(expanded).toString());
    }

    private static String valueOf(String name, Map<String, String> variables) throws NotExpressibleException {
        if (!variables.containsKey(name)) {
            throw new NotExpressibleException(
                    "$" + name + ", which is known only when it runs: write what it stands for");
        }
        return variables.get(name);
    }
}
