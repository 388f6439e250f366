package dev.tickover.installer.runtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Cuts an image's configuration down to what a tick needs. The JDK's Unix-domain sockets draw a random name when their
 * class is initialised, and for that read all of {@code java.security}: 60 KB, nearly all comments, by an interpreter.
 */
final class ImageTrimming {

    /** The provider that SecureRandom comes from and the settings that it and the sockets read. */
    private static final List<String> KEPT =
            List.of("security.provider.1=", "securerandom.", "keystore.type=", "networkaddress.");

    private ImageTrimming() {}

    static void apply(Path image) throws IOException {
        Path security = image.resolve("conf").resolve("security").resolve("java.security");
        if (Files.isRegularFile(security)) {
            List<String> lines = Files.readAllLines(security).stream()
                    .filter(line -> KEPT.stream().anyMatch(line::startsWith))
                    .toList();
            // A setting may go on in the next line; one that was cut would be read as something else.
            if (lines.stream().noneMatch(line -> line.endsWith("\\"))) {
                Files.write(security, lines);
            }
        }
        Path net = image.resolve("conf").resolve("net.properties");
        if (Files.isRegularFile(net)) {
            Files.writeString(net, "");
        }
    }
}
