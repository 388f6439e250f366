package dev.tickover.installer.manifest;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Is the text of a manifest file, or why there is none.
 *
 * @param text the text; empty if there is an error
 * @param error why the file cannot be read
 */
record ManifestFile(String text, Optional<ManifestError> error) {

    private static final int LARGEST = 1 << 20;

    static ManifestFile read(Path file) {
        if (Files.isDirectory(file)) {
            String inside = file.resolve(ManifestReader.FILE_NAME).toString();
            return refused(file, OptionalInt.empty(), "is a folder, not a file", "give the file, such as " + inside);
        }
        try (InputStream in = Files.newInputStream(file)) {
            return decode(file, in.readNBytes(LARGEST + 1));
        } catch (NoSuchFileException missing) {
            return refused(file, OptionalInt.empty(), "no such file", "tickover init writes one to start from");
        } catch (AccessDeniedException denied) {
            return refused(
                    file,
                    OptionalInt.empty(),
                    "not readable by this user",
                    "check the rights of the file and its folders");
        } catch (IOException failed) {
            return refused(file, OptionalInt.empty(), "cannot be read: " + Quoted.message(failed), "");
        }
    }

    static ManifestFile decode(Path file, byte[] bytes) {
        if (bytes.length > LARGEST) {
            return refused(
                    file, OptionalInt.empty(), "larger than 1 MiB", "a manifest is a few lines; is it the right file?");
        }
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        CharBuffer text = CharBuffer.allocate(bytes.length);
        ByteBuffer rest = ByteBuffer.wrap(bytes);
        CoderResult result = decoder.decode(rest, text, true);
        if (result.isError()) {
            return refused(
                    file, OptionalInt.of(lineAt(bytes, rest.position())), "not UTF-8 text", "save the file as UTF-8");
        }
        return new ManifestFile(text.flip().toString(), Optional.empty());
    }

    private static int lineAt(byte[] bytes, int position) {
        int line = 1;
        for (int i = 0; i < position; i++) {
            if (bytes[i] == '\n') {
                line++;
            }
        }
        return line;
    }

    private static ManifestFile refused(Path file, OptionalInt line, String problem, String advice) {
        return new ManifestFile("", Optional.of(new ManifestError(file.toString(), line, "", "", problem, advice)));
    }
}
