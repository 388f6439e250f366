package dev.tickover.installer.manifest;

/** Is what the value of a key may be, with the words errors use for it. */
enum KeyType {
    TEXT("a text in quotes"),
    DURATION("a duration in quotes, such as \"30m\""),
    WHOLE_NUMBER("a whole number"),
    SWITCH("true or false"),
    COMMAND("a list of texts: the program, then its arguments"),
    CHOICE("one of a few words in quotes"),
    TABLE("a table");

    private final String words;

    KeyType(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }
}
