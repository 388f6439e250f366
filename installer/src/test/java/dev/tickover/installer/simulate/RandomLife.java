package dev.tickover.installer.simulate;

import dev.tickover.schedule.App;
import dev.tickover.schedule.CatchUp;
import dev.tickover.schedule.Every;
import dev.tickover.schedule.LaunchdOptions;
import dev.tickover.schedule.Liveness;
import dev.tickover.schedule.Overlap;
import dev.tickover.schedule.Schedule;
import dev.tickover.simulation.Fault;
import dev.tickover.simulation.SimulatedMachine;
import dev.tickover.testing.RandomWorlds;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Is a life of a machine, drawn from a seed: schedules, a zone, and days in which anything may happen at any time. */
record RandomLife(
        long seed, List<Schedule> schedules, ZoneId zone, Instant from, List<Happening> happenings, Duration length) {

    private static final List<String> ZONES = List.of(
            "UTC", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "America/Santiago", "Asia/Kolkata");
    private static final List<String> REASONS = List.of("manual", "hook:a", "exec-event");
    private static final Duration QUIET_END = Duration.ofHours(30);

    static RandomLife of(long seed) {
        Random random = new Random(seed);
        RandomWorlds worlds = new RandomWorlds(seed);
        List<Schedule> schedules = new ArrayList<>(List.of(worlds.schedule("one")));
        if (random.nextInt(3) == 0) {
            schedules.add(worlds.schedule("two"));
        }
        // Around a change of the clocks half of the time, since little happens to them else.
        Instant from = Instant.parse(random.nextBoolean() ? "2026-03-27T09:17:00Z" : "2026-10-23T21:43:00Z")
                .plus(Duration.ofDays(random.nextBoolean() ? 0 : random.nextInt(200)));
        Duration length = Duration.ofHours(6).plus(interval(schedules.get(0)).multipliedBy(20));
        length = length.compareTo(Duration.ofDays(4)) > 0 ? Duration.ofDays(4) : length;
        List<Happening> happenings = new ArrayList<>();
        int count = random.nextInt(14);
        for (int i = 0; i < count; i++) {
            draw(random, worlds, schedules, length, happenings);
        }
        ZoneId zone = ZoneId.of(ZONES.get(random.nextInt(ZONES.size())));
        return new RandomLife(seed, schedules, zone, from, happenings, length);
    }

    private static Duration interval(Schedule schedule) {
        return schedule.recurrence() instanceof Every every ? every.interval() : Duration.ofHours(4);
    }

    private static void draw(
            Random random, RandomWorlds worlds, List<Schedule> schedules, Duration length, List<Happening> all) {
        Duration at = Duration.ofMillis((long) (random.nextDouble() * length.toMillis()));
        Schedule schedule = worlds.pick(schedules);
        Duration time = worlds.someTime(schedule);
        Duration shorter = time.compareTo(Duration.ofHours(20)) > 0 ? Duration.ofHours(20) : time;
        Duration until = at.plus(shorter.isNegative() ? Duration.ZERO : shorter);
        switch (random.nextInt(15)) {
            case 0, 1 -> span(all, at, until, "sleep", SimulatedMachine::suspend, SimulatedMachine::resume);
            case 2 -> span(all, at, until, "power off", SimulatedMachine::powerOff, SimulatedMachine::powerOn);
            case 3 -> span(all, at, until, "host ends", SimulatedMachine::endHost, SimulatedMachine::attachHost);
            case 4 -> span(all, at, until, "host hangs", SimulatedMachine::hangHost, SimulatedMachine::unhangHost);
            case 5 -> span(all, at, until, "starts held", m -> m.holdStarts(true), m -> m.holdStarts(false));
            case 6 -> all.add(new Happening(at, "host restarts", SimulatedMachine::restartHost));
            case 7 -> {
                Duration by = random.nextBoolean() ? time : time.negated();
                all.add(new Happening(at, "clock steps " + by, machine -> machine.stepClock(by)));
            }
            case 8 -> {
                Fault fault = worlds.pick(List.of(Fault.values()));
                all.add(new Happening(at, fault.name(), machine -> machine.fail(fault)));
            }
            case 9 -> {
                Duration work = Duration.ofMillis(random.nextInt(900_000));
                all.add(new Happening(
                        at, schedule.name() + " takes " + work, machine -> machine.workTakes(schedule.name(), work)));
            }
            case 10 -> {
                ZoneId zone = ZoneId.of(ZONES.get(random.nextInt(ZONES.size())));
                all.add(new Happening(at, "travels to " + zone, machine -> machine.travelTo(zone)));
            }
            case 11 -> {
                span(all, at, until, "host hangs", SimulatedMachine::hangHost, SimulatedMachine::unhangHost);
                Duration later = at.plusSeconds(random.nextInt(300));
                all.add(new Happening(later, "host is replaced", SimulatedMachine::replaceHost));
            }
            case 12 ->
                span(
                        all,
                        at,
                        until,
                        schedule.name() + " is paused",
                        machine -> machine.pause(schedule.name(), true),
                        machine -> machine.pause(schedule.name(), false));
            default -> {
                String reason = worlds.pick(REASONS);
                all.add(new Happening(at, "wake " + schedule.name() + " " + reason, machine -> {
                    if (machine.isUp()) {
                        machine.wake(schedule.name(), reason);
                    }
                }));
            }
        }
    }

    private static void span(
            List<Happening> all,
            Duration from,
            Duration until,
            String what,
            java.util.function.Consumer<SimulatedMachine> begin,
            java.util.function.Consumer<SimulatedMachine> end) {
        all.add(new Happening(from, what + " until " + until, machine -> {
            begin.accept(machine);
            machine.at(until, () -> end.accept(machine));
        }));
    }

    /** Plays it on a model, then lets all become quiet for more than a day. */
    SimulatedMachine play(OsModel model) {
        return play(model, LaunchdOptions.NONE);
    }

    SimulatedMachine play(OsModel model, LaunchdOptions options) {
        App app = new App("app", Optional.empty(), List.of(), Liveness.DEFAULT, schedules, options);
        SimulatedMachine machine = new SimulatedMachine(from, zone);
        model.install(app, machine, seed);
        happenings.forEach(
                happening -> machine.at(happening.at(), () -> happening.action().accept(machine)));
        machine.pass(length.plusHours(21));
        machine.resume();
        machine.powerOn();
        machine.unhangHost();
        machine.holdStarts(false);
        schedules.forEach(schedule -> machine.pause(schedule.name(), false));
        machine.attachHost();
        machine.pass(QUIET_END);
        return machine;
    }

    RandomLife with(List<Happening> fewer) {
        return new RandomLife(seed, schedules, zone, from, fewer, length);
    }

    RandomLife withoutWakes() {
        return with(happenings.stream().filter(each -> !each.isWake()).toList());
    }

    /** A wake's own tick may be in the way of a due instant that the rules drop then: such lives are not compared. */
    boolean isComparableWithoutWakes() {
        return schedules.stream()
                .allMatch(each -> each.catchUp() == CatchUp.LATEST
                        && each.catchUpWindow().isEmpty()
                        && each.overlap() != Overlap.SKIP);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("seed " + seed + " in " + zone + " from " + from + " for " + length);
        schedules.forEach(schedule -> text.append("\n  ").append(schedule));
        happenings.forEach(happening -> text.append("\n  ").append(happening));
        return text.toString();
    }
}
