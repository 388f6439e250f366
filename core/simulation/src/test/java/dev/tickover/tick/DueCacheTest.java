package dev.tickover.tick;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tickover.event.Outcome;
import dev.tickover.event.Tick;
import dev.tickover.machine.Clocks;
import dev.tickover.machine.PowerSupply;
import dev.tickover.machine.ProcessIdentity;
import dev.tickover.machine.Processes;
import dev.tickover.policy.Readiness;
import dev.tickover.policy.Stamp;
import dev.tickover.schedule.Schedule;
import dev.tickover.state.AppFolder;
import dev.tickover.state.Compiled;
import dev.tickover.state.DueCache;
import dev.tickover.state.InstalledSchedule;
import dev.tickover.state.ScheduleStore;
import dev.tickover.testing.RandomWorlds;
import dev.tickover.testing.Seeded;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Plays the same story to two state folders: of one, all that was worked out ahead is thrown away before each pulse. */
class DueCacheTest {

    private static final List<ZoneId> ZONES = List.of(
            ZoneId.of("UTC"), ZoneId.of("Europe/Paris"), ZoneId.of("America/New_York"), ZoneId.of("Asia/Kolkata"));

    @TempDir
    private Path home;

    private Twin ahead;
    private Twin full;
    private int quiet;

    @Test
    void whatWasWorkedOutAheadAndTheFullWayAlwaysAgreeOverZoneClockAndManifestChanges() {
        Seeded.forEachSeed(1, 16, seeded -> {
            try {
                story(seeded);
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        });
        assertTrue(quiet > 60, "only " + quiet + " pulses were answered ahead: the test sees too little");
    }

    private void story(Seeded seeded) throws IOException {
        SleepyMachine sleepy = new SleepyMachine(
                seeded.secondBetween(Instant.parse("2026-03-01T00:00:00Z"), Instant.parse("2026-11-20T00:00:00Z")));
        Path folder = Files.createTempDirectory(home, "story");
        ahead = new Twin(folder.resolve("ahead"), sleepy);
        full = new Twin(folder.resolve("full"), sleepy);
        RandomWorlds random = new RandomWorlds(seeded.between(1, 1_000_000));
        Schedule schedule = random.schedule();
        compile(schedule, sleepy);
        for (int i = 0; i < 60; i++) {
            int dice = seeded.between(1, 100);
            if (dice <= 6) {
                sleepy.zone = seeded.pick(ZONES);
            } else if (dice <= 9) {
                schedule = random.schedule();
                compile(schedule, sleepy);
            } else if (dice <= 14) {
                sleepy.wall = sleepy.wall.minus(random.someTime(schedule));
            } else if (dice <= 17) {
                sleepy.boots++;
                sleepy.sinceBoot = Duration.ofSeconds(20);
            } else if (dice <= 22) {
                sleepy.wakes(ahead.folder);
                sleepy.wakes(full.folder);
            } else if (dice <= 26) {
                Instant until = sleepy.wall.plus(random.someTime(schedule));
                Pause.pause(ahead.folder, "s", until, sleepy.machine());
                Pause.pause(full.folder, "s", until, sleepy.machine());
            } else {
                sleepy.pass(random.someTime(schedule));
            }
            sleepy.fails = seeded.percent(10);
            pulse(sleepy);
        }
    }

    private void pulse(SleepyMachine sleepy) throws IOException {
        DueCache.forget(full.folder, "s");
        String zone = sleepy.zoneFingerprint();
        boolean known = new DueCache(ahead.folder, "s", zone).quietAt(sleepy.stamp()) != null;
        quiet += known ? 1 : 0;
        assertEquals(full.pulse(), ahead.pulse(), "at " + sleepy.wall + " in " + sleepy.zone);
        assertEquals(full.state(), ahead.state(), "at " + sleepy.wall + " in " + sleepy.zone);
        assertEquals(full.history(), ahead.history(), "at " + sleepy.wall + " in " + sleepy.zone);
    }

    private int compilations;

    private void compile(Schedule schedule, SleepyMachine sleepy) throws IOException {
        compilations++;
        for (Twin twin : List.of(ahead, full)) {
            twin.folder.create();
            Path compiled = twin.folder.schedule("s").toPath();
            Files.write(compiled, Compiled.render(new InstalledSchedule("app", schedule, Duration.ZERO)));
            // The test changes manifests faster than a file system's clock ticks.
            Files.setLastModifiedTime(compiled, FileTime.from(sleepy.wall.plusMillis(compilations)));
        }
    }

    @Test
    void aChangeOfTheStateTakesTheQuietAwayBeforeItIsWritten() throws IOException {
        SleepyMachine sleepy = new SleepyMachine(Instant.parse("2026-03-02T10:00:30Z"));
        Twin twin = new Twin(home.resolve("app"), sleepy);
        twin.folder.create();
        Schedule hourly = Schedule.of("s", dev.tickover.schedule.Every.of(Duration.ofHours(1)))
                .build();
        Files.write(
                twin.folder.schedule("s").toPath(),
                Compiled.render(new InstalledSchedule("app", hourly, Duration.ZERO)));
        twin.pulse();
        sleepy.pass(Duration.ofMinutes(2));
        twin.pulse();
        DueCache cache = new DueCache(twin.folder, "s", sleepy.zoneFingerprint());
        assertEquals("not due before 2026-03-02T11:00:00Z", cache.quietAt(sleepy.stamp()));
        sleepy.wakes(twin.folder);
        assertNull(cache.quietAt(sleepy.stamp()));
    }

    @Test
    void aDamagedOrForeignFileIsNoFile() throws IOException {
        SleepyMachine sleepy = new SleepyMachine(Instant.parse("2026-03-02T10:00:30Z"));
        AppFolder folder = new AppFolder(home.resolve("app").toFile());
        folder.create();
        DueCache cache = new DueCache(folder, "s", "zone");
        cache.noteQuiet(sleepy.stamp(), sleepy.wall.plusSeconds(60), "why");
        Path file = folder.quiet("s").toPath();
        assertEquals("why", cache.quietAt(sleepy.stamp()));
        assertNull(new DueCache(folder, "s", "another zone").quietAt(sleepy.stamp()));
        assertNull(cache.quietAt(sleepy.stampIn(-1)), "the clock was set back");
        assertNull(cache.quietAt(sleepy.stampIn(60)));
        String whole = Files.readString(file);
        for (int length = 0; length < whole.length(); length++) {
            Files.writeString(file, whole.substring(0, length));
            assertNull(cache.quietAt(sleepy.stamp()), "cut at " + length);
        }
        Files.writeString(file, whole.replace("why", "xhy"));
        assertNull(cache.quietAt(sleepy.stamp()));
    }

    /** Is one of the two state folders. */
    private static final class Twin {
        private final AppFolder folder;
        private final SleepyMachine sleepy;

        Twin(Path path, SleepyMachine sleepy) {
            this.folder = new AppFolder(path.toFile());
            this.sleepy = sleepy;
        }

        String pulse() throws IOException {
            Delivery delivery = new Delivery() {
                @Override
                public Readiness readiness() {
                    return Readiness.READY;
                }

                @Override
                public Outcome deliver(InstalledSchedule schedule, Tick tick, Runnable accepted) {
                    accepted.run();
                    return sleepy.fails ? new Outcome.Failed("as drawn") : new Outcome.Done();
                }
            };
            return new SchedulePulse(folder, "s", sleepy.machine(), delivery)
                    .step()
                    .toString();
        }

        String history() throws IOException {
            Path history = folder.history().toPath();
            return Files.exists(history) ? Files.readString(history) : "";
        }

        String state() throws IOException {
            return String.valueOf(new ScheduleStore(folder, "s").peek());
        }
    }

    /** Is a sleepy whose clock and zone the test sets. */
    private static final class SleepyMachine implements Clocks, Processes {
        private Instant wall;
        private Duration sinceBoot = Duration.ofHours(1);
        private ZoneId zone = ZONES.get(0);
        private boolean fails;
        private int boots;

        SleepyMachine(Instant wall) {
            this.wall = wall;
        }

        void pass(Duration time) {
            wall = wall.plus(time);
            sinceBoot = sinceBoot.plus(time);
        }

        Stamp stamp() {
            return new Stamp(wall, sinceBoot, bootId());
        }

        Stamp stampIn(long seconds) {
            return new Stamp(wall.plusSeconds(seconds), sinceBoot.plusSeconds(seconds), bootId());
        }

        Machine machine() {
            return new Machine(this, this, PowerSupply.UNKNOWN);
        }

        void wakes(AppFolder folder) throws IOException {
            WakeRequest.accept(folder, "s", "manual", machine());
        }

        @Override
        public Instant wall() {
            return wall;
        }

        @Override
        public Duration sinceBoot() {
            return sinceBoot;
        }

        @Override
        public String bootId() {
            return "boot-" + boots;
        }

        @Override
        public long awakeNanos() {
            return sinceBoot.toNanos();
        }

        @Override
        public ZoneId zone() {
            return zone;
        }

        @Override
        public ProcessIdentity self() {
            return new ProcessIdentity(1, 1, bootId());
        }

        @Override
        public ProcessIdentity find(long pid) {
            return self();
        }
    }
}
