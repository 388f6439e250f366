package dev.tickover.installer.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tickover.schedule.UtcText;
import dev.tickover.state.AppFolder;
import dev.tickover.state.History;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class YearOfMinuteTicksTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final int MINUTES = 365 * 1440;
    private static final int FILES = 92;

    @TempDir
    private Path temporary;

    @Test
    void isAuditedInThirtyTwoMebibytesAndReadFromItsEndAtOnce() throws IOException, InterruptedException {
        Path app = Files.createDirectories(temporary.resolve("app/schedules")).getParent();
        for (int file = 0; file < FILES; file++) {
            write(app.resolve("history-" + (file + 1) + ".jsonl.gz"), file);
        }
        Instant end = START.plusSeconds(60L * MINUTES);
        Path errors = temporary.resolve("errors");
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx32m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        place(AuditInSmallMemory.class)
                                + java.io.File.pathSeparator
                                + place(Auditor.class)
                                + java.io.File.pathSeparator
                                + place(History.class),
                        AuditInSmallMemory.class.getName(),
                        app.toString(),
                        UtcText.format(end))
                .redirectError(errors.toFile())
                .start();
        String told = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(child.waitFor(2, TimeUnit.MINUTES));
        assertEquals("minutely " + MINUTES + " 0 " + end + System.lineSeparator(), told, () -> "see " + errors);
        readsTheLastDayWithoutTheRest(app, end);
    }

    /** The files before are not opened beyond their first lines: the number of events handed on shows it. */
    private static void readsTheLastDayWithoutTheRest(Path app, Instant end) throws IOException {
        AtomicLong events = new AtomicLong();
        new History(new AppFolder(app.toFile()))
                .forEachSince(end.minus(Duration.ofDays(1)), event -> events.incrementAndGet());
        assertTrue(events.get() >= 1440 * 3, () -> "only " + events);
        assertTrue(events.get() <= 2 * 3L * MINUTES / FILES, () -> events + " events were read");
    }

    private static void write(Path path, int file) throws IOException {
        try (OutputStream out = Files.newOutputStream(path);
                Writer lines = new OutputStreamWriter(new GZIPOutputStream(out, 1 << 16), StandardCharsets.UTF_8)) {
            if (file == 0) {
                lines.write("{\"at\":\"2026-01-01T00:00:00Z\",\"schedule\":\"minutely\",\"event\":\"installed\","
                        + "\"every\":\"1m\",\"everyMs\":60000,\"zone\":\"UTC\",\"offsetMs\":0,"
                        + "\"first\":\"at-due\",\"installedAt\":\"2026-01-01T00:00:00Z\","
                        + "\"seq\":1,\"prev\":0,\"lines\":1}\n");
            }
            int from = (int) ((long) MINUTES * file / FILES);
            int until = (int) ((long) MINUTES * (file + 1) / FILES);
            for (int minute = from; minute < until; minute++) {
                tick(lines, minute);
            }
        }
    }

    private static void tick(Writer lines, int minute) throws IOException {
        Instant due = START.plusSeconds(60L * (minute + 1));
        String id = "\",\"id\":\"minutely@" + UtcText.format(due) + "\",\"due\":\"" + UtcText.format(due)
                + "\",\"reason\":\"interval\",\"attempt\":1";
        long sequence = 2L * minute + 2;
        String at = "{\"at\":\"" + UtcText.format(due.plusMillis(412)) + "\",\"schedule\":\"minutely\",\"event\":\"";
        for (String line : List.of(
                "fired" + id + ",\"lateMs\":412,\"missed\":0,\"why\":\"due\",\"seq\":" + sequence + ",\"prev\":"
                        + (sequence - 1) + ",\"lines\":1}\n",
                "delivered" + id + "}\n",
                "completed" + id + ",\"seq\":" + (sequence + 1) + ",\"prev\":" + sequence + ",\"lines\":1}\n")) {
            lines.write(at);
            lines.write(line);
        }
    }

    private static String place(Class<?> type) {
        return Path.of(java.net.URI.create(
                        type.getProtectionDomain().getCodeSource().getLocation().toString()))
                .toString();
    }
}
