package dev.tickover.installer.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DoctorDocsTest {

    @Test
    void documentationListsTheChecksAsTheyAre() throws IOException {
        List<String> documented = Files.readAllLines(Path.of("../docs/doctor.md")).stream()
                .filter(line -> line.startsWith("| `"))
                .toList();
        assertEquals(
                String.join(
                        "\n",
                        Stream.of(CheckId.values()).map(DoctorDocsTest::row).toList()),
                String.join("\n", documented));
    }

    @Test
    void everyCheckIsMade() {
        assertEquals(EnumSet.allOf(CheckId.class), Doctor.ids());
    }

    private static String row(CheckId check) {
        return "| `" + check.id() + "` | " + check.severity().word() + " | " + check.where() + " | " + check.what()
                + " | " + (check.isFixable() ? "yes" : "") + " |";
    }
}
