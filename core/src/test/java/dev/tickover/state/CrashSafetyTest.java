package dev.tickover.state;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tickover.machine.SmallFiles;
import dev.tickover.policy.ScheduleState;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every state of the folder that a crash, or a bad disk, may leave behind. */
class CrashSafetyTest {

    @TempDir
    private Path folder;

    private File file;
    private File former;
    private File temporary;

    @BeforeEach
    void name() {
        file = folder.resolve("s.state").toFile();
        former = folder.resolve("s.state.former").toFile();
        temporary = SmallFiles.temporaryOf(file);
    }

    private FieldsFile open() {
        return new FieldsFile(file, "test 1");
    }

    private static Fields value(String value) {
        return new Fields().put("value", value);
    }

    private static byte[] bytes(String value) {
        return value(value).encode("test 1");
    }

    private String read() throws IOException {
        Fields fields = open().read();
        return fields == null ? null : fields.text("value");
    }

    @Test
    void randomStatesSurviveTheRoundTrip() throws IOException {
        for (long seed = 1; seed <= 500; seed++) {
            ScheduleState state = new RandomStates(seed).state();
            byte[] written = StateText.write(state).encode(StateText.FORMAT);
            assertEquals(state, StateText.read(Fields.decode(StateText.FORMAT, written)), "seed " + seed);
        }
    }

    @Test
    void everyTruncationIsNoticed() {
        byte[] whole = StateText.write(new RandomStates(3).state()).encode(StateText.FORMAT);
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThrows(DamagedException.class, () -> Fields.decode(StateText.FORMAT, cut), "length " + length);
        }
    }

    @Test
    void everyFlippedBitIsNoticed() {
        byte[] whole = StateText.write(new RandomStates(4).state()).encode(StateText.FORMAT);
        for (int bit = 0; bit < whole.length * 8; bit++) {
            byte[] flipped = whole.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            assertThrows(DamagedException.class, () -> Fields.decode(StateText.FORMAT, flipped), "bit " + bit);
        }
    }

    @Test
    void anotherFormatAndNoiseAreDamage() {
        assertThrows(DamagedException.class, () -> Fields.decode("test 2", bytes("x")));
        Random random = new Random(5);
        for (int i = 0; i < 1000; i++) {
            byte[] noise = new byte[random.nextInt(300)];
            random.nextBytes(noise);
            assertThrows(DamagedException.class, () -> Fields.decode("test 1", noise));
        }
    }

    @Test
    void beforeTheFirstWriteThereIsNothing() throws IOException {
        assertNull(read());
        Files.write(temporary.toPath(), Arrays.copyOf(bytes("new"), 9));
        assertNull(read(), "a first write that was cut off never happened");
    }

    @Test
    void aCrashWhileTheNewContentIsPreparedLeavesTheOldOne() throws IOException {
        open().write(value("older"));
        open().write(value("old"));
        byte[] prepared = bytes("new");
        for (int length = 0; length <= prepared.length; length++) {
            Files.write(temporary.toPath(), Arrays.copyOf(prepared, length));
            assertEquals("old", read());
        }
        open().write(value("newer"));
        assertEquals("newer", read());
    }

    @Test
    void aCrashBetweenTheTwoRenamesIsFinishedByTheNextReader() throws IOException {
        open().write(value("older"));
        open().write(value("old"));
        Files.write(temporary.toPath(), bytes("new"));
        assertTrue(file.renameTo(former));
        assertEquals("new", read());
        assertTrue(file.exists(), "it is in its place");
        // A second crash, in the middle of the next write, finds it there.
        Files.write(temporary.toPath(), Arrays.copyOf(bytes("newest"), 7));
        assertEquals("new", read());
    }

    @Test
    void aDamagedFileIsSetAsideAndTheFormerOneUsed() throws IOException {
        open().write(value("old"));
        open().write(value("new"));
        byte[] damaged = bytes("new");
        damaged[9] ^= 4;
        Files.write(file.toPath(), damaged);
        FieldsFile opened = open();
        assertEquals("old", opened.read().text("value"));
        assertEquals(1, opened.repairs().size());
        assertTrue(
                opened.repairs().get(0).contains("checksum"), opened.repairs().get(0));
        assertArrayEquals(damaged, SmallFiles.read(new File(file.getPath() + ".damaged")));
        open().write(value("newer"));
        assertEquals("newer", read());
    }

    @Test
    void ifBothAreDamagedItBeginsAnewAndSaysSo() throws IOException {
        open().write(value("old"));
        open().write(value("new"));
        Files.write(file.toPath(), new byte[0]);
        Files.write(former.toPath(), new byte[] {1, 2, 3});
        FieldsFile opened = open();
        assertNull(opened.read());
        assertEquals(2, opened.repairs().size());
        open().write(value("newer"));
        assertEquals("newer", read());
    }

    @Test
    void aFileThatWasDeletedIsReplacedByTheFormerOne() throws IOException {
        open().write(value("old"));
        open().write(value("new"));
        assertTrue(file.delete());
        assertEquals("old", read());
    }

    @Test
    void aPowerFailureThatTearsTheFileWrittenOverIsSurvivedByTheOneBefore() throws IOException {
        // The renames of the write before were not on the disk yet, so that the name is the one of the torn file.
        Files.write(file.toPath(), Arrays.copyOf(bytes("newest"), 9));
        Files.write(temporary.toPath(), bytes("new"));
        FieldsFile opened = open();
        assertEquals("new", opened.read().text("value"));
        assertTrue(opened.mayBeOlder());
        assertEquals("new", read(), "it is in its place");
    }

    @Test
    void whateverAPowerFailureTakesBackAtMostOneWriteIsMissing() throws IOException {
        PowerFailures failures = new PowerFailures(file);
        for (int write = 1; write <= 5; write++) {
            open().write(value("value " + write));
            failures.replace(bytes("value " + write));
            assertEquals(failures.names(), namesIn(folder), "what the failures are worked out from");
        }
        for (PowerFailures.Disk disk : failures.disks()) {
            disk.restore(folder);
            String found = read();
            int number = found == null ? 0 : Integer.parseInt(found.substring("value ".length()));
            assertTrue(number >= disk.returned() - 1, disk + " read as " + found);
        }
    }

    private static Map<String, String> namesIn(Path folder) throws IOException {
        Map<String, String> found = new HashMap<>();
        for (File each : folder.toFile().listFiles()) {
            found.put(each.getName(), Files.readString(each.toPath()));
        }
        return found;
    }
}
