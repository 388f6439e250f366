package dev.tickover.architecture;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.module.ModuleDescriptor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The services that a module provides: found on the module path by its descriptor, on the class path by files. */
public final class Services {

    private Services() {}

    /** Reads the providers by service from the descriptor. */
    public static Map<String, List<String>> onTheModulePath(Path classes) {
        Map<String, List<String>> services = new TreeMap<>();
        try (InputStream descriptor = Files.newInputStream(classes.resolve("module-info.class"))) {
            ModuleDescriptor.read(descriptor)
                    .provides()
                    .forEach(provided -> services.put(provided.service(), provided.providers()));
            return services;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads the providers by service from the files. */
    public static Map<String, List<String>> onTheClassPath(Path classes) {
        Map<String, List<String>> services = new TreeMap<>();
        try (Stream<Path> files = Files.list(classes.resolve("META-INF/services"))) {
            for (Path file : files.toList()) {
                services.put(file.getFileName().toString(), Files.readAllLines(file));
            }
            return services;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
