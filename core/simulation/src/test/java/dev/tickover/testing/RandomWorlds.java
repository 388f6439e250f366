package dev.tickover.testing;

import dev.tickover.schedule.ActiveHours;
import dev.tickover.schedule.CatchUp;
import dev.tickover.schedule.Cron;
import dev.tickover.schedule.DstGap;
import dev.tickover.schedule.DstOverlap;
import dev.tickover.schedule.Every;
import dev.tickover.schedule.First;
import dev.tickover.schedule.Overlap;
import dev.tickover.schedule.Recurrence;
import dev.tickover.schedule.Retry;
import dev.tickover.schedule.Schedule;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.BiConsumer;

/** Draws schedules and stories from a seed, and shortens a story that breaks an invariant. */
public final class RandomWorlds {

    private static final List<String> INTERVALS = List.of("PT1M", "PT5M", "PT7M", "PT30M", "PT50M", "PT6H", "PT36H");
    private static final List<String> CRONS = List.of("*/15 * * * *", "5,35 * * * *", "0 9 * * MON-FRI", "30 4 1 * *");
    private static final List<String> ZONES =
            List.of("UTC", "Europe/Rome", "Australia/Lord_Howe", "America/Santiago", "Asia/Kolkata");
    private static final List<String> REASONS = List.of("manual", "hook:a", "hook:b", "exec-event");

    private final Random random;

    /** Draws from a seed. */
    public RandomWorlds(long seed) {
        this.random = new Random(seed);
    }

    /** Draws a schedule; its spacing is at most the shortest distance between its due instants. */
    public Schedule schedule() {
        return schedule("s");
    }

    /** Draws a schedule of that name. */
    public Schedule schedule(String name) {
        Recurrence recurrence = recurrence();
        Duration shortest = shortest(recurrence);
        Schedule.Builder schedule = Schedule.of(name, recurrence)
                .first(pick(List.of(First.values())))
                .catchUp(pick(List.of(CatchUp.values())))
                .overlap(pick(List.of(Overlap.values())))
                .maxCatchUp(1 + random.nextInt(5))
                .spacing(pick(List.of(Duration.ZERO, Duration.ofSeconds(10), Duration.ofSeconds(60), shortest)))
                .timeout(Duration.ofMinutes(1 + random.nextInt(60)));
        if (chance(20)) {
            schedule.catchUpWindow(shortest.multipliedBy(1 + random.nextInt(6)));
        }
        if (chance(30)) {
            schedule.retry(new Retry(random.nextInt(4), Duration.ofMinutes(1), Duration.ofMinutes(5)));
        }
        if (chance(15)) {
            schedule.active(
                    new ActiveHours(LocalTime.of(random.nextInt(12), chance(50) ? 0 : 10), LocalTime.of(13, 30)));
        }
        if (chance(20)) {
            schedule.splay(Duration.ofSeconds(1 + random.nextInt(1200)));
        }
        return schedule.build();
    }

    private Recurrence recurrence() {
        return random.nextInt(3) > 0
                ? Every.of(Duration.parse(pick(INTERVALS)))
                : new Cron(pick(CRONS), Optional.empty(), DstGap.SHIFT, DstOverlap.FIRST);
    }

    private static Duration shortest(Recurrence recurrence) {
        if (recurrence instanceof Every every) {
            return every.interval();
        }
        int which = CRONS.indexOf(recurrence.text());
        return Duration.ofMinutes(which == 0 ? 15 : which == 1 ? 30 : 1440);
    }

    /** Draws another recurrence that goes with a schedule's spacing. */
    private Recurrence recurrenceFor(Schedule schedule) {
        Recurrence drawn = recurrence();
        while (shortest(drawn).compareTo(schedule.spacing()) < 0) {
            drawn = recurrence();
        }
        return drawn;
    }

    /** Returns the same schedule with another recurrence. */
    static Schedule with(Schedule schedule, Recurrence recurrence) {
        return new Schedule(
                schedule.name(),
                recurrence,
                schedule.first(),
                schedule.catchUp(),
                schedule.catchUpWindow(),
                schedule.maxCatchUp(),
                schedule.spacing(),
                schedule.overlap(),
                schedule.active(),
                schedule.splay(),
                schedule.grace(),
                schedule.timeout(),
                schedule.whenAbsent(),
                schedule.retry(),
                schedule.onBattery(),
                schedule.wakeMachine(),
                schedule.enabled(),
                schedule.run());
    }

    /** Draws a story. */
    public List<WorldStep> story(Schedule schedule) {
        List<WorldStep> steps = new ArrayList<>();
        int length = 3 + random.nextInt(40);
        for (int i = 0; i < length; i++) {
            int dice = random.nextInt(113);
            if (dice < 40) {
                steps.add(new WorldStep.Passes(someTime(schedule)));
                steps.add(new WorldStep.Pulses(fate(), work()));
            } else if (dice < 60) {
                steps.add(new WorldStep.Pulses(fate(), work()));
            } else if (dice < 78) {
                steps.add(new WorldStep.Wakes(pick(REASONS)));
            } else if (dice < 84) {
                steps.add(new WorldStep.Reboots(someTime(schedule)));
            } else if (dice < 88) {
                steps.add(new WorldStep.HostRestarts());
            } else if (dice < 93) {
                steps.add(new WorldStep.StayingEnd());
            } else if (dice < 97) {
                steps.add(pauseOrResume(schedule));
            } else if (dice < 101) {
                steps.add(new WorldStep.Travels(ZoneId.of(pick(ZONES))));
            } else if (dice < 103) {
                // Two in a row, with time for something to come due before, in and between them.
                for (int pause = 0; pause < 2; pause++) {
                    steps.add(new WorldStep.Passes(someTime(schedule)));
                    steps.add(new WorldStep.Pauses(Optional.of(someTime(schedule))));
                    steps.add(new WorldStep.Passes(someTime(schedule)));
                }
            } else if (dice < 106) {
                steps.add(new WorldStep.Upgrades(recurrenceFor(schedule)));
            } else {
                Duration by = someTime(schedule);
                steps.add(new WorldStep.ClockStepped(random.nextBoolean() ? by : by.negated()));
            }
        }
        return steps;
    }

    private WorldStep pauseOrResume(Schedule schedule) {
        return switch (random.nextInt(3)) {
            case 0 -> new WorldStep.Pauses(Optional.empty());
            case 1 -> new WorldStep.Pauses(Optional.of(someTime(schedule)));
            default -> new WorldStep.Resumes();
        };
    }

    /** Draws a time that is short, about an interval, or several. */
    public Duration someTime(Schedule schedule) {
        Duration interval = schedule.recurrence() instanceof Every every ? every.interval() : Duration.ofHours(6);
        return switch (random.nextInt(4)) {
            case 0 -> Duration.ofMillis(random.nextInt(8_000));
            case 1 -> Duration.ofMillis(random.nextInt(200_000));
            case 2 -> interval.plusMillis(random.nextInt(16_000) - 8_000L);
            default -> Duration.ofMillis((long) (interval.toMillis() * 6 * random.nextDouble()));
        };
    }

    private World.Fate fate() {
        return chance(50) ? World.Fate.DONE : pick(List.of(World.Fate.values()));
    }

    private Duration work() {
        return chance(50) ? Duration.ZERO : Duration.ofMillis(random.nextInt(400_000));
    }

    /** Draws true that many times in a hundred. */
    public boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    /** Draws one of the values. */
    public <T> T pick(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    /** Plays a story and lets it become quiet. */
    public static World play(Schedule schedule, List<WorldStep> steps) {
        World world = new World(schedule);
        for (WorldStep step : steps) {
            step.in(world);
        }
        world.settle();
        return world;
    }

    /** Takes one step of a story. */
    public static void take(WorldStep step, World world) {
        step.in(world);
    }

    /** Checks stories of many seeds; one that fails is told as the fewest steps that still fail. */
    public static void forEach(long firstSeed, int count, BiConsumer<Schedule, List<WorldStep>> check) {
        for (long seed = firstSeed; seed < firstSeed + count; seed++) {
            RandomWorlds worlds = new RandomWorlds(seed);
            Schedule schedule = worlds.schedule();
            List<WorldStep> steps = worlds.story(schedule);
            if (failure(schedule, steps, check) != null) {
                List<WorldStep> fewest = shortened(schedule, steps, check);
                AssertionError cause = failure(schedule, fewest, check);
                StringBuilder text = new StringBuilder("seed " + seed + ": " + cause.getMessage() + "\n" + schedule);
                fewest.forEach(step -> text.append("\n  ").append(step));
                throw new AssertionError(text.toString(), cause);
            }
        }
    }

    private static AssertionError failure(
            Schedule schedule, List<WorldStep> steps, BiConsumer<Schedule, List<WorldStep>> check) {
        try {
            check.accept(schedule, steps);
            return null;
        } catch (AssertionError broken) {
            return broken;
        } catch (RuntimeException thrown) {
            return new AssertionError("threw " + thrown, thrown);
        }
    }

    private static List<WorldStep> shortened(
            Schedule schedule, List<WorldStep> steps, BiConsumer<Schedule, List<WorldStep>> check) {
        List<WorldStep> fewest = steps;
        for (int i = fewest.size() - 1; i >= 0; i--) {
            List<WorldStep> fewer = new ArrayList<>(fewest);
            fewer.remove(i);
            if (failure(schedule, fewer, check) != null) {
                fewest = fewer;
                i = fewest.size();
            }
        }
        return fewest;
    }
}
