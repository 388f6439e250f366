package dev.tickover.installer.importing;

import dev.tickover.importing.Source;
import dev.tickover.installer.UserException;
import dev.tickover.machine.ExitCode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** A reader of the files to import, whatever encoding Task Scheduler or an editor gave them. */
public final class SourceReader {

    private static final int LARGEST = 4 << 20;
    private static final String BINARY_PROPERTY_LIST = "bplist";

    private SourceReader() {}

    /**
     * Reads a file.
     *
     * @param path where it is
     * @param name its name as the user gave it
     * @return the file and its text
     * @throws UserException if it cannot be read, or is no text
     */
    public static Source read(Path path, String name) {
        if (Files.isDirectory(path)) {
            throw damaged(name + " is a folder, not a file", "name the files in it");
        }
        try (InputStream in = Files.newInputStream(path)) {
            return new Source(name, Optional.of(path), text(in, name));
        } catch (NoSuchFileException missing) {
            throw damaged(name + ": there is no such file", "check its name");
        } catch (AccessDeniedException denied) {
            throw new UserException(
                    ExitCode.NOT_PERMITTED, name + " is not readable by this user", "check its rights, or copy it");
        } catch (IOException failed) {
            throw damaged(name + " cannot be read: " + failed.getMessage(), "mend it and try again");
        }
    }

    /**
     * Reads standard input.
     *
     * @param in the stream
     * @return the text, a crontab unless it shows to be something else
     * @throws UserException if it is no text
     * @throws IOException if it cannot be read
     */
    public static Source standardInput(InputStream in) throws IOException {
        return new Source("standard input", Optional.empty(), text(in, "standard input"));
    }

    private static String text(InputStream in, String name) throws IOException {
        byte[] bytes = in.readNBytes(LARGEST + 1);
        if (bytes.length > LARGEST) {
            throw damaged(name + " is larger than 4 MiB", "is it the right file?");
        }
        if (new String(bytes, 0, Math.min(bytes.length, 6), StandardCharsets.US_ASCII).equals(BINARY_PROPERTY_LIST)) {
            throw damaged(
                    name + " is a binary property list",
                    "make a copy in XML: plutil -convert xml1 -o copy.plist " + name + "; import the copy");
        }
        String text = decode(bytes, name);
        int nul = text.indexOf('\0');
        if (nul >= 0) {
            throw damaged(name + ":" + lineAt(text, nul) + ": a binary file, not a text", Formats.ACCEPTED);
        }
        return text.replace("\r\n", "\n");
    }

    private static String decode(byte[] bytes, String name) {
        Charset charset = charset(bytes);
        CharsetDecoder decoder = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        CharBuffer text = CharBuffer.allocate(bytes.length);
        ByteBuffer rest = ByteBuffer.wrap(bytes);
        CoderResult result = decoder.decode(rest, text, true);
        text.flip();
        if (result.isError()) {
            throw damaged(
                    name + ":" + lineAt(text, text.length()) + ": not " + charset + " text",
                    "save it as UTF-8 (iconv -f WHAT_IT_IS -t UTF-8), and import that");
        }
        return text.length() > 0 && text.charAt(0) == '\ufeff'
                ? text.subSequence(1, text.length()).toString()
                : text.toString();
    }

    /** Task Scheduler exports UTF-16 with a byte-order mark; a first {@code <} gives it away without one. */
    private static Charset charset(byte[] bytes) {
        if (begins(bytes, 0xff, 0xfe) || begins(bytes, '<', 0)) {
            return StandardCharsets.UTF_16LE;
        }
        return begins(bytes, 0xfe, 0xff) || begins(bytes, 0, '<') ? StandardCharsets.UTF_16BE : StandardCharsets.UTF_8;
    }

    private static boolean begins(byte[] bytes, int first, int second) {
        return bytes.length >= 2 && (bytes[0] & 0xff) == first && (bytes[1] & 0xff) == second;
    }

    private static long lineAt(CharSequence text, int end) {
        return text.subSequence(0, end).chars().filter(c -> c == '\n').count() + 1;
    }

    static UserException damaged(String what, String advice) {
        return new UserException(ExitCode.INVALID, what, advice);
    }
}
