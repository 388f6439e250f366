package dev.tickover.installer.manifest;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever the text, the reader answers; it never throws, and its errors are lines that point into the text. */
class GarbageTest {

    private static final long SEED = 20261122L;
    private static final List<String> PIECES = List.of(
            "[",
            "]",
            "{",
            "}",
            "=",
            ".",
            ",",
            "\"",
            "'",
            "\"\"\"",
            "'''",
            "\\",
            "\\u",
            "\\U",
            "#",
            "\n",
            "\r\n",
            "\r",
            " ",
            "\t",
            "app",
            "id",
            "schedule",
            "s",
            "retry",
            "every",
            "cron",
            "\"1h\"",
            "1",
            "-0",
            "1e9",
            "true",
            "2026-01-01",
            "ä",
            "😀",
            "\ud83d",
            "\u0000",
            "\u2028",
            "\"\\",
            "=\"",
            "[[",
            "]]",
            "[schedule.s]\n",
            "max = 3\n");

    @Test
    void randomPiecesNeverThrow() {
        Random random = new Random(SEED);
        for (int round = 0; round < 20_000; round++) {
            StringBuilder text = new StringBuilder();
            for (int length = random.nextInt(30); length >= 0; length--) {
                text.append(PIECES.get(random.nextInt(PIECES.size())));
            }
            check(text.toString(), round);
        }
    }

    @Test
    void mutatedManifestsNeverThrow() {
        Random random = new Random(SEED);
        String sound = Resource.text("contract.toml");
        for (int round = 0; round < 5_000; round++) {
            StringBuilder text = new StringBuilder(sound);
            for (int change = random.nextInt(4); change >= 0; change--) {
                int from = random.nextInt(text.length());
                int to = Math.min(text.length(), from + random.nextInt(6));
                text.replace(from, to, PIECES.get(random.nextInt(PIECES.size())));
            }
            check(text.toString(), round);
        }
    }

    private static void check(String text, int round) {
        ManifestResult result;
        try {
            result = new ManifestReader().read(text, "m");
        } catch (RuntimeException | StackOverflowError thrown) {
            fail("seed " + SEED + ", round " + round + ", threw on:\n" + text, thrown);
            return;
        }
        if (result instanceof ManifestResult.Invalid invalid) {
            invalid.errors().forEach(error -> checkError(error, text, round));
        }
    }

    private static void checkError(ManifestError error, String text, int round) {
        String where = "seed " + SEED + ", round " + round + ": " + error.text() + "\non:\n" + text;
        assertTrue(error.text().codePoints().noneMatch(Character::isISOControl), where);
        long lines = text.chars().filter(c -> c == '\n').count() + 1;
        assertTrue(error.line().orElse(1) >= 1 && error.line().orElse(1) <= lines, where);
        assertTrue(!error.problem().isBlank() && !error.problem().contains("could not be read"), where);
    }
}
