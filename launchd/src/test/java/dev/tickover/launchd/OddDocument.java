package dev.tickover.launchd;

import java.util.Map;
import java.util.Optional;

/**
 * Is documents that tools disagree about, with what ours makes of them; in the comment, who takes what it refuses.
 * plistutil 2.2 takes all but the empty one, which is why no test relies on it.
 */
enum OddDocument {
    PLAIN("<dict><key>Label</key><string>a.b</string></dict>", "a.b"),
    CDATA("<dict><key>Label</key><string><![CDATA[a & b]]></string></dict>", "a & b"),
    COMMENTS_INSIDE("<dict><key>Label</key><!-- c --><string>a<!-- x -->b</string></dict>", "ab"),
    CRLF("<dict><key>Label</key><string>line1\r\nline2\ttab</string></dict>", "line1\nline2\ttab"),
    CR_BY_REFERENCE("<dict><key>Label</key><string>a&#13;&#xA;b</string></dict>", "a\r\nb"),
    EMOJI("<dict><key>Label</key><string>日本語 🎉 &#x1F389;</string></dict>", "日本語 🎉 🎉"),
    FIVE_ENTITIES("<dict><key>Label</key><string>&amp;&lt;&gt;&quot;&apos;</string></dict>", "&<>\"'"),
    BARE_AMPERSAND("<dict><key>Label</key><string>a & b</string></dict>"),
    /** plistlib takes it for nothing, since it reads no document type. */
    UNKNOWN_ENTITY("<dict><key>Label</key><string>&nbsp;</string></dict>"),
    CONTROL_BY_REFERENCE("<dict><key>Label</key><string>a&#1;b</string></dict>"),
    CONTROL("<dict><key>Label</key><string>a\u0001b</string></dict>"),
    /** xmllint, plistlib and launchd's own parser take the last of the two. */
    KEY_TWICE("<dict><key>Label</key><string>a</string><key>Label</key><string>b</string></dict>"),
    /** plistlib takes it. */
    TOO_GREAT("<dict><key>StartInterval</key><integer>99999999999999999999</integer></dict>"),
    GREATEST_AND_ONE("<dict><key>StartInterval</key><integer>9223372036854775808</integer></dict>"),
    EMPTY_NUMBER("<dict><key>StartInterval</key><integer></integer></dict>"),
    /** plistlib takes it. */
    HEXADECIMAL("<dict><key>StartInterval</key><integer>0x12C</integer></dict>"),
    WITH_UNIT("<dict><key>StartInterval</key><integer>5min</integer></dict>"),
    /** plistlib takes it. */
    NUMBER_WITH_BLANKS("<dict><key>StartInterval</key><integer> 300 </integer></dict>"),
    KEY_WITHOUT_VALUE("<dict><key>Label</key><string>a</string><key>RunAtLoad</key></dict>"),
    VALUE_WITHOUT_KEY("<dict><string>a</string></dict>"),
    TWO_VALUES("<dict><key>Label</key><string>a</string><string>b</string></dict>"),
    /** plistlib takes it. */
    TRUE_WITH_TEXT("<dict><key>RunAtLoad</key><true>yes</true></dict>"),
    /** plistlib takes the first. */
    TWO_ROOTS("<dict/>\n<dict/>"),
    NO_ROOT(""),
    UNCLOSED("<dict><key>Label</key><string>a</string>"),
    UNKNOWN_ELEMENT("<dict><key>Label</key><text>a</text></dict>"),
    ELEMENT_IN_TEXT("<dict><key>Label</key><string>a<b/></string></dict>"),
    TEXT_BETWEEN("<dict>stray<key>Label</key><string>a</string></dict>"),
    EMPTY_FILE("", "", ""),
    TRAILING_TEXT(Parts.HEAD, "<dict/>", "\n</plist>\ntrailing"),
    LINE_BEFORE_DECLARATION("\n<?xml version=\"1.0\"?><plist version=\"1.0\">", "<dict/>", "</plist>"),
    OTHER_ROOT("<list>", "<dict/>", "</list>"),
    NO_DECLARATION("<plist version=\"1.0\">", "<dict><key>Label</key><string>a</string></dict>", "</plist>", "a");

    private final String text;
    private final Optional<PropertyList> read;

    OddDocument(String body) {
        this(Parts.HEAD, body, Parts.TAIL);
    }

    OddDocument(String body, String label) {
        this(Parts.HEAD, body, Parts.TAIL, label);
    }

    OddDocument(String head, String body, String tail) {
        this.text = head + body + tail;
        this.read = Optional.empty();
    }

    OddDocument(String head, String body, String tail, String label) {
        this.text = head + body + tail;
        this.read = Optional.of(new PropertyList.Dictionary(Map.of("Label", new PropertyList.Text(label))));
    }

    String text() {
        return text;
    }

    /** Returns what it says; empty if it is to be refused. */
    Optional<PropertyList> read() {
        return read;
    }

    private static final class Parts {
        static final String HEAD = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                + "<!DOCTYPE plist PUBLIC \"-//Apple//DTD PLIST 1.0//EN\""
                + " \"http://www.apple.com/DTDs/PropertyList-1.0.dtd\">\n<plist version=\"1.0\">\n";
        static final String TAIL = "\n</plist>\n";
    }
}
