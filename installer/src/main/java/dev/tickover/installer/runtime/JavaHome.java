package dev.tickover.installer.runtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;

/**
 * Is a JDK or JRE on this machine, as its {@code release} file tells it.
 *
 * @param path its folder
 * @param version its version, for example {@code 17.0.15}
 * @param feature the number that flags depend on, for example 17
 * @param fingerprint changes whenever another build is put into the same folder
 */
record JavaHome(Path path, String version, int feature, String fingerprint) {

    /** Reads a folder; one without a {@code release} file counts as the Java that runs this program. */
    static JavaHome read(Path path) throws IOException {
        Path release = path.resolve("release");
        if (!Files.isRegularFile(release)) {
            Runtime.Version own = Runtime.version();
            return new JavaHome(path, own.toString(), own.feature(), own.toString());
        }
        byte[] content = Files.readAllBytes(release);
        CRC32 crc = new CRC32();
        crc.update(content);
        String version = new String(content, java.nio.charset.StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.startsWith("JAVA_VERSION="))
                .map(line -> line.substring("JAVA_VERSION=".length()).replace("\"", ""))
                .findFirst()
                .orElse(Runtime.version().toString());
        return new JavaHome(path, version, feature(version), Long.toHexString(crc.getValue()));
    }

    private static int feature(String version) {
        try {
            return Runtime.Version.parse(version).feature();
        } catch (IllegalArgumentException odd) {
            return Runtime.version().feature();
        }
    }

    Path java() {
        return program("java");
    }

    Path program(String name) {
        Path windows = path.resolve("bin").resolve(name + ".exe");
        return Files.exists(windows) ? windows : path.resolve("bin").resolve(name);
    }
}
