package dev.tickover.vectors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.tickover.event.Fate;
import dev.tickover.event.Outcome;
import dev.tickover.event.Tick;
import dev.tickover.machine.ProcessIdentity;
import dev.tickover.machine.Processes;
import dev.tickover.policy.ScheduleState;
import dev.tickover.policy.Transitions;
import dev.tickover.schedule.CatchUp;
import dev.tickover.schedule.Cron;
import dev.tickover.schedule.Every;
import dev.tickover.schedule.First;
import dev.tickover.schedule.Recurrence;
import dev.tickover.schedule.Retry;
import dev.tickover.schedule.Schedule;
import dev.tickover.state.AppFolder;
import dev.tickover.state.Fence;
import dev.tickover.state.FencedException;
import dev.tickover.state.Lease;
import dev.tickover.state.LeaseStore;
import dev.tickover.testing.Timeline;
import dev.tickover.testing.VectorTable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Plays each situation of another scheduler's contract for missed occurrences. */
class ContractVectorsTest {

    private static final String HALF_PAST = "job@2026-03-02T10:30:00Z";

    @TempDir
    private Path temp;

    @TestFactory
    List<DynamicTest> missedOccurrencesEndAsTheContractSays() {
        return VectorTable.read(getClass(), "missed-contract.tsv", 1).tests(vector -> outcome(vector.input(0)));
    }

    private String outcome(String situation) {
        return switch (situation) {
            case "died after writing in flight" -> diedInFlight();
            case "in flight, its owner lives" -> inFlight();
            case "completed" -> completed();
            case "failed, retries left" -> failed();
            case "completed before it was due" -> completedBeforeItWasDue();
            case "manual run before the next slot" -> manualRun();
            case "ten minutes late of thirty" -> late("10:40");
            case "hours late, catch-up on" -> late("15:10");
            case "hours late, catch-up off" -> lateWithoutCatchUp();
            case "one-shot long over" -> oneShot();
            case "paused when due, then resumed" -> pausedWhenDue();
            case "the claim is read as another's, once" -> anothersClaim();
            case "ends when another owns it" -> endsWhenAnotherOwnsIt();
            default -> throw new IllegalArgumentException(situation);
        };
    }

    private static Timeline line(CatchUp catchUp) {
        return new Timeline(job(catchUp).build(), "10:01");
    }

    private static Schedule.Builder job(CatchUp catchUp) {
        return Schedule.of("job", Every.of(Duration.ofMinutes(30)))
                .first(First.AT_DUE)
                .catchUp(catchUp);
    }

    private static String diedInFlight() {
        Timeline line = line(CatchUp.LATEST).at("10:30");
        line.starts();
        Tick again = line.at("10:32").ownerDies().ticks();
        assertEquals(HALF_PAST, again.id());
        assertEquals(2, again.attempt());
        line.at("10:34").skips();
        return "once more";
    }

    private static String inFlight() {
        Timeline line = line(CatchUp.LATEST).at("10:30");
        line.starts();
        line.at("10:32").skips();
        return "not again";
    }

    private static String completed() {
        Timeline line = line(CatchUp.LATEST).at("10:30");
        line.ticks();
        line.at("10:32").ownerDies().skips();
        return "not again";
    }

    private static String failed() {
        Retry retry = new Retry(3, Duration.ofMinutes(1), Duration.ofMinutes(30));
        Timeline line = new Timeline(job(CatchUp.LATEST).retry(retry).build(), "10:01").at("10:30");
        line.ends(line.starts(), new Outcome.Failed("no network"));
        assertEquals(HALF_PAST, line.at("10:40").ticks().id());
        return "once more";
    }

    /** The clock was ahead when it ran; set right, the instant comes, and nothing has proved it served. */
    private static String completedBeforeItWasDue() {
        Timeline line = line(CatchUp.LATEST).at("10:05").clockSetTo("11:00");
        line.ticks();
        line.clockSetTo("10:06").skips();
        Tick tick = line.at("11:00").ticks();
        assertEquals(Timeline.instant("11:00"), tick.due());
        return "fires";
    }

    private static String manualRun() {
        Timeline line = line(CatchUp.LATEST).at("10:10").wake("manual");
        assertEquals("manual", line.ticks().reason());
        assertEquals(List.of(), line.accounts());
        assertEquals(HALF_PAST, line.at("10:30").ticks().id());
        return "no slot used";
    }

    private static String late(String time) {
        Timeline line = line(CatchUp.LATEST).at(time);
        Tick tick = line.ticks();
        line.at(time.substring(0, 4) + "5").skips();
        return "once, " + tick.reason();
    }

    private static String lateWithoutCatchUp() {
        Timeline line = line(CatchUp.NONE).at("15:10");
        line.skips();
        assertEquals(Fate.MISSED, line.accounts().get(0).fate());
        assertEquals("job@2026-03-02T15:30:00Z", line.at("15:30").ticks().id());
        return line.accounts().get(0).reason().text().isEmpty() ? "missed" : "missed with a reason, then the next slot";
    }

    private static String oneShot() {
        Set<Class<?>> kinds = Set.of(Recurrence.class.getPermittedSubclasses());
        return kinds.equals(Set.of(Every.class, Cron.class)) ? "no such schedule" : "retired";
    }

    private static String pausedWhenDue() {
        Timeline line =
                line(CatchUp.LATEST).pausedUntil(Timeline.instant("10:45")).at("10:30:01");
        line.skips();
        line.at("10:45").skips();
        return line.accounts().get(0).fate() == Fate.SKIPPED ? "skipped" : "stays owed";
    }

    private String anothersClaim() {
        ProcessIdentity one = new ProcessIdentity(1, 10, "boot");
        Processes nobodyElse = new Processes() {
            @Override
            public ProcessIdentity self() {
                return one;
            }

            @Override
            public ProcessIdentity find(long pid) {
                return null;
            }
        };
        try {
            AppFolder folder = new AppFolder(temp.resolve("app").toFile());
            folder.create();
            LeaseStore leases = new LeaseStore(folder, nobodyElse);
            Lease former = leases.take(one, Instant.EPOCH, temp.toFile(), 0, "");
            leases.take(new ProcessIdentity(2, 20, "boot"), Instant.EPOCH, temp.toFile(), 0, "");
            assertThrows(FencedException.class, () -> new Fence(leases, former).check());
            return "fenced";
        } catch (IOException | LeaseStore.LeaseHeldException failed) {
            throw new AssertionError(failed);
        }
    }

    private static String endsWhenAnotherOwnsIt() {
        Timeline line = line(CatchUp.LATEST).at("10:30");
        Tick first = line.starts();
        Tick second = line.at("10:32").ownerDies().starts();
        ScheduleState before = line.state();
        line.ends(first, new Outcome.Done());
        assertEquals(
                List.of(second),
                line.state().inFlight().stream().map(each -> each.tick()).toList());
        return line.state().equals(before) && !Transitions.isInFlight(before, first) ? "discarded" : "taken";
    }
}
