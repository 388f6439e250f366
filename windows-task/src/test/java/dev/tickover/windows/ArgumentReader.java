package dev.tickover.windows;

import java.util.ArrayList;
import java.util.List;

/**
 * Takes a command line apart by the published rules, written from them alone: Microsoft Learn, "CommandLineToArgvW" and
 * "Parsing C command-line arguments".
 */
final class ArgumentReader {

    private ArgumentReader() {}

    static List<String> read(String line) {
        List<String> arguments = new ArrayList<>();
        int at = 0;
        while (at < line.length()) {
            StringBuilder argument = new StringBuilder();
            boolean quoted = false;
            while (at < line.length() && (quoted || " \t".indexOf(line.charAt(at)) < 0)) {
                int slashes = at;
                while (at < line.length() && line.charAt(at) == '\\') {
                    at++;
                }
                int count = at - slashes;
                boolean quoteFollows = at < line.length() && line.charAt(at) == '"';
                argument.append("\\".repeat(quoteFollows ? count / 2 : count));
                if (quoteFollows && count % 2 == 1) {
                    argument.append('"');
                    at++;
                } else if (quoteFollows) {
                    quoted = !quoted;
                    at++;
                } else if (at < line.length() && (quoted || " \t".indexOf(line.charAt(at)) < 0)) {
                    argument.append(line.charAt(at));
                    at++;
                }
            }
            arguments.add(argument.toString());
            while (at < line.length() && " \t".indexOf(line.charAt(at)) >= 0) {
                at++;
            }
        }
        return arguments;
    }
}
