package dev.tickover.installer.runtime;

import dev.tickover.machine.OperatingSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Cuts an image's configuration down to what a tick needs. The JDK's Unix-domain sockets ask for a random source when
 * their class is initialised, and for that read all of {@code java.security}: 60 KB, nearly all comments, by an
 * interpreter. Where the kernel's own source is a file, the image has no security provider either: the tick client then
 * reads that file, and is spared the registration of everything that the JDK's provider offers.
 */
final class ImageTrimming {

    /** The settings that the sockets read, and the provider that SecureRandom comes from elsewhere. */
    private static final List<String> KEPT = List.of("securerandom.", "keystore.type=", "networkaddress.");

    private static final String PROVIDER = "security.provider.1=";

    private ImageTrimming() {}

    static void apply(Path image, OperatingSystem system) throws IOException {
        Path security = image.resolve("conf").resolve("security").resolve("java.security");
        if (Files.isRegularFile(security)) {
            List<String> lines = Files.readAllLines(security).stream()
                    .filter(line -> KEPT.stream().anyMatch(line::startsWith)
                            || system == OperatingSystem.WINDOWS && line.startsWith(PROVIDER))
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
