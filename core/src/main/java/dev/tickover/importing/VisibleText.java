package dev.tickover.importing;

/** Text of a source on one line, in which nothing steers a terminal and nothing is hidden. */
public final class VisibleText {

    private VisibleText() {}

    /**
     * Returns a text without the blanks around it; control and format characters are named by their code point.
     *
     * @param text the text
     * @param longest the number of characters after which the text is cut
     * @return one line
     */
    public static String of(String text, int longest) {
        int[] characters = text.strip().codePoints().limit(longest + 1L).toArray();
        StringBuilder shown = new StringBuilder();
        for (int i = 0; i < Math.min(longest, characters.length); i++) {
            shown.append(of(characters[i]));
        }
        return (characters.length > longest ? shown.append('…') : shown).toString();
    }

    private static String of(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL -> character == '\t' || character == '\n' ? " " : named(character);
            case Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.UNASSIGNED,
                    Character.PRIVATE_USE -> named(character);
            default -> Character.toString(character);
        };
    }

    private static String named(int character) {
        return "U+" + "%04X".formatted(character);
    }
}
