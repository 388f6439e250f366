package dev.tickover.windows.importing;

import java.util.ArrayList;
import java.util.List;

/**
 * The arguments on a line, split as programs of Windows do ({@code CommandLineToArgvW}, and the C runtime): backslashes count
 * only before a quote, and two quotes inside quotes are one.
 */
final class WindowsArguments {

    private final String text;
    private final List<String> arguments = new ArrayList<>();
    private StringBuilder argument = new StringBuilder();
    private boolean begun;
    private boolean quoted;
    private int at;

    private WindowsArguments(String text) {
        this.text = text;
    }

    static List<String> split(String text) {
        WindowsArguments line = new WindowsArguments(text);
        while (line.at < text.length()) {
            line.step();
        }
        line.end();
        return line.arguments;
    }

    private void step() {
        char c = text.charAt(at);
        if (c == '\\') {
            takeBackslashes();
        } else if (c == '"') {
            takeQuote();
        } else if (!quoted && (c == ' ' || c == '\t' || c == '\n' || c == '\r')) {
            end();
            at++;
        } else {
            append(c);
            at++;
        }
    }

    private void takeBackslashes() {
        int from = at;
        while (at < text.length() && text.charAt(at) == '\\') {
            at++;
        }
        int count = at - from;
        boolean beforeQuote = at < text.length() && text.charAt(at) == '"';
        argument.append("\\".repeat(beforeQuote ? count / 2 : count));
        begun = true;
        if (beforeQuote && count % 2 == 1) {
            append('"');
            at++;
        }
    }

    private void takeQuote() {
        at++;
        begun = true;
        if (quoted && at < text.length() && text.charAt(at) == '"') {
            append('"');
            at++;
        } else {
            quoted = !quoted;
        }
    }

    private void append(char c) {
        argument.append(c);
        begun = true;
    }

    private void end() {
        if (begun) {
            arguments.add(argument.toString());
        }
        argument = new StringBuilder();
        begun = false;
    }
}
