package dev.tickover.launchd;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Runs the readers of property lists that are not ours: Python's plistlib, which is strict, and xmllint with a DTD, of
 * which only the exit code counts. Both take many documents in one process. Packages python3 and libxml2-utils.
 */
final class PlistTools {

    private static final String REQUIRE = "TICKOVER_REQUIRE_REAL";
    private static final Path RESOURCES = Path.of("src/test/resources/plist");

    private PlistTools() {}

    /** Returns a line for each file: {@code read JSON} or {@code refused WHY}. */
    static List<String> plistlib(List<Path> files) throws IOException, InterruptedException {
        need("python3", "--version");
        return run(List.of("python3", RESOURCES.resolve("read.py").toString()), files)
                .lines();
    }

    /** Returns 0 if all files are valid, 1 if one is no XML, 3 if one is not valid. */
    static int xmllint(Path dtd, List<Path> files) throws IOException, InterruptedException {
        need("xmllint", "--version");
        List<String> command = new ArrayList<>(List.of("xmllint", "--nonet", "--noout", "--dtdvalid", dtd.toString()));
        files.forEach(file -> command.add(file.toString()));
        return run(command, List.of()).code();
    }

    static Path restatedGrammar() {
        return RESOURCES.resolve("plist-grammar.dtd");
    }

    /** Apple's own, if a folder {@code shared/data} beside the checkout, or TICKOVER_SHARED_DATA, holds it. */
    static Optional<Path> officialGrammar() {
        String set = System.getenv("TICKOVER_SHARED_DATA");
        Path repository = Path.of("").toAbsolutePath().getParent();
        Path folder = set == null ? repository.resolveSibling("shared").resolve("data") : Path.of(set);
        return Optional.of(folder.resolve("PropertyList-1.0.dtd")).filter(Files::isReadable);
    }

    private static void need(String... command) throws InterruptedException {
        try {
            run(List.of(command), List.of());
        } catch (IOException missing) {
            String message = "no " + command[0] + " here (packages python3, libxml2-utils)";
            if (Boolean.getBoolean(REQUIRE) || "true".equals(System.getenv(REQUIRE))) {
                fail(message);
            }
            abort("skipped: " + message);
        }
    }

    private record Output(int code, List<String> lines) {}

    private static Output run(List<String> command, List<Path> input) throws IOException, InterruptedException {
        Path in = Files.createTempFile("tickover", ".in");
        Path out = Files.createTempFile("tickover", ".out");
        try {
            Files.write(in, input.stream().map(Path::toString).toList());
            Process process = new ProcessBuilder(command)
                    .redirectInput(in.toFile())
                    .redirectOutput(out.toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!process.waitFor(2, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                fail(command.get(0) + " hangs");
            }
            return new Output(process.exitValue(), Files.readAllLines(out, StandardCharsets.UTF_8));
        } finally {
            Files.delete(in);
            Files.delete(out);
        }
    }
}
