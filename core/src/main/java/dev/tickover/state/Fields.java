package dev.tickover.state;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Is the content of a small file: a first line that names its format, lines {@code name=value}, and a last line with a
 * checksum of all before it. It is readable by people, and parsed without regular expressions. Not safe for use by many
 * threads.
 */
final class Fields {

    private static final String CHECKSUM = "crc32=";

    private final Map<String, String> values = new LinkedHashMap<>();

    Fields put(String name, String value) {
        values.put(name, value);
        return this;
    }

    Fields put(String name, long value) {
        return put(name, Long.toString(value));
    }

    Fields put(String name, Instant value) {
        return put(name, value.equals(Instant.MAX) ? "forever" : Long.toString(value.toEpochMilli()));
    }

    Fields put(String name, Duration value) {
        return put(name, Long.toString(value.toMillis()));
    }

    Fields put(String name, List<String> list) {
        put(name, list.size());
        for (int i = 0; i < list.size(); i++) {
            put(name + "." + i, list.get(i));
        }
        return this;
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    String text(String name) throws DamagedException {
        String value = values.get(name);
        if (value == null) {
            throw new DamagedException("no value for " + name);
        }
        return value;
    }

    long number(String name) throws DamagedException {
        try {
            return Long.parseLong(text(name));
        } catch (NumberFormatException malformed) {
            throw new DamagedException("no number for " + name);
        }
    }

    int count(String name) throws DamagedException {
        return has(name) ? (int) number(name) : 0;
    }

    Instant instant(String name) throws DamagedException {
        return "forever".equals(text(name)) ? Instant.MAX : Instant.ofEpochMilli(number(name));
    }

    Optional<Instant> optionalInstant(String name) throws DamagedException {
        return has(name) ? Optional.of(instant(name)) : Optional.empty();
    }

    Duration duration(String name) throws DamagedException {
        return Duration.ofMillis(number(name));
    }

    /** Finds a constant by its name; {@link Enum#valueOf} would do so by reflection, which costs a cold JVM a millisecond. */
    <E extends Enum<E>> E choice(String name, E[] constants) throws DamagedException {
        String text = text(name);
        for (E constant : constants) {
            if (constant.name().equals(text)) {
                return constant;
            }
        }
        throw new DamagedException("no such value for " + name + ": " + text);
    }

    List<String> list(String name) throws DamagedException {
        List<String> list = new ArrayList<>();
        int count = count(name);
        for (int i = 0; i < count; i++) {
            list.add(text(name + "." + i));
        }
        return list;
    }

    byte[] encode(String format) {
        StringBuilder out = new StringBuilder(512);
        out.append(format).append('\n');
        for (Map.Entry<String, String> entry : values.entrySet()) {
            out.append(entry.getKey()).append('=');
            escape(out, entry.getValue());
            out.append('\n');
        }
        byte[] body = out.toString().getBytes(StandardCharsets.UTF_8);
        byte[] end = (CHECKSUM + checksum(body, body.length) + "\n").getBytes(StandardCharsets.UTF_8);
        byte[] content = Arrays.copyOf(body, body.length + end.length);
        System.arraycopy(end, 0, content, body.length, end.length);
        return content;
    }

    static Fields decode(String format, byte[] content) throws DamagedException {
        String text = new String(content, StandardCharsets.UTF_8);
        int checksumAt = text.lastIndexOf("\n" + CHECKSUM) + 1;
        if (checksumAt == 0 || !text.endsWith("\n")) {
            throw new DamagedException("it is cut short");
        }
        String body = text.substring(0, checksumAt);
        // A right last line is ASCII, as many bytes as characters.
        int bodyLength = content.length - (text.length() - checksumAt);
        String sum = text.substring(checksumAt + CHECKSUM.length(), text.length() - 1);
        if (!sum.equals(checksum(content, bodyLength))) {
            throw new DamagedException("its checksum is wrong");
        }
        int lineEnd = body.indexOf('\n');
        if (!body.substring(0, lineEnd).equals(format)) {
            throw new DamagedException("its format is " + body.substring(0, lineEnd) + ", not " + format);
        }
        Fields fields = new Fields();
        for (int at = lineEnd + 1; at < body.length(); at = lineEnd + 1) {
            lineEnd = body.indexOf('\n', at);
            int equals = body.indexOf('=', at);
            if (equals < 0 || equals > lineEnd) {
                throw new DamagedException("a line without a value");
            }
            fields.put(body.substring(at, equals), unescape(body.substring(equals + 1, lineEnd)));
        }
        return fields;
    }

    private static String checksum(byte[] bytes, int length) {
        return Long.toHexString(Crc32.of(bytes, length));
    }

    private static void escape(StringBuilder out, String value) {
        // An interpreter takes a loop over characters slowly, and hardly any value needs it.
        if (value.indexOf('\\') < 0 && value.indexOf('\n') < 0 && value.indexOf('\r') < 0) {
            out.append(value);
            return;
        }
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                default -> out.append(c);
            }
        }
    }

    private static String unescape(String value) {
        if (value.indexOf('\\') < 0) {
            return value;
        }
        StringBuilder out = new StringBuilder(value.length());
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '\\' && i + 1 < value.length()) {
                i++;
                char escaped = value.charAt(i);
                c = escaped == 'n' ? '\n' : escaped == 'r' ? '\r' : escaped;
            }
            out.append(c);
        }
        return out.toString();
    }
}
