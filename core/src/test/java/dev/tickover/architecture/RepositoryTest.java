package dev.tickover.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RepositoryTest {

    private static final int MOST_LINES = 400;

    /** One Javadoc sentence, and nothing after it. */
    private static final Pattern ONE_SENTENCE = Pattern.compile("(?s)/\\*\\*\\s[^.]+(\\.\\S[^.]*)*\\.\\s*\\*/.*");

    /** The project speaks of itself alone. Put together from halves, so that this file does not match itself. */
    private static final Pattern FOREIGN = Pattern.compile(
            String.join(
                    "|",
                    "repo1?\\.ma" + "ven\\.",
                    "registry\\.np" + "mjs",
                    "py" + "pi\\.org",
                    "proxy\\.gol" + "ang",
                    "(?<![\\w./~}])/wo" + "rk/",
                    "(?<![\\w./~}])/tmp/w" + "t/",
                    "\\bcla" + "ude\\b",
                    "\\banth" + "ropic\\b",
                    "\\bchat" + "gpt\\b",
                    "\\blanguage mo" + "del\\b",
                    "\\bai-gen" + "erated\\b"),
            Pattern.CASE_INSENSITIVE);

    private final Repository repository = Repository.find();

    @Test
    void noLineNamesThePlaceWhereItWasWritten() throws IOException, InterruptedException {
        List<String> found = new ArrayList<>();
        for (Path file : repository.files()) {
            int number = 0;
            for (String line : repository.lines(file).orElse(List.of())) {
                number++;
                Matcher matcher = FOREIGN.matcher(line);
                if (matcher.find()) {
                    found.add(name(file) + ":" + number + ": " + matcher.group());
                }
            }
        }
        assertEquals(List.of(), found);
    }

    @ParameterizedTest
    @ValueSource(strings = {"see /wo" + "rk/x", "https://repo.ma" + "ven.org/y", "as Cla" + "ude says"})
    void aForeignNameWouldBeFound(String line) {
        assertTrue(FOREIGN.matcher(line).find());
    }

    @Test
    void sourcesAreShortEnoughToRead() throws IOException, InterruptedException {
        List<String> found = new ArrayList<>();
        for (Path file : repository.files()) {
            if (file.toString().endsWith(".java")) {
                int lines = repository.lines(file).orElseThrow().size();
                if (lines > MOST_LINES) {
                    found.add(name(file) + " has " + lines + " lines; split it by what it does");
                }
            }
        }
        assertEquals(List.of(), found);
    }

    @Test
    void everyPackageSaysInOneSentenceWhatItIs() throws IOException, InterruptedException {
        Set<String> found = new TreeSet<>();
        for (Path file : repository.files()) {
            if (file.toString().endsWith(".java")
                    && !file.endsWith("module-info.java")
                    && name(file).contains("src/main/java")) {
                Path info = file.resolveSibling("package-info.java");
                if (!Files.exists(info)
                        || !ONE_SENTENCE.matcher(Files.readString(info)).matches()) {
                    found.add(name(info));
                }
            }
        }
        assertEquals(Set.of(), found);
    }

    private String name(Path file) {
        return repository.root().relativize(file).toString().replace('\\', '/');
    }
}
