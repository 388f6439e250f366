package dev.tickover.event;

import dev.tickover.event.Reason.Kind;
import dev.tickover.schedule.Cron;
import dev.tickover.schedule.DstGap;
import dev.tickover.schedule.DstOverlap;
import dev.tickover.schedule.Every;
import dev.tickover.schedule.First;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/** Samples of every event of a history, each with its line. */
final class HistorySamples {

    private static final String BEAT = "beat";
    private static final Instant AT = Instant.parse("2026-03-02T10:30:00.250Z");
    private static final Instant DUE = Instant.parse("2026-03-02T10:30:00Z");
    private static final String ID = "beat@2026-03-02T10:30:00Z";
    private static final Tick TICK = new Tick(ID, DUE, Tick.INTERVAL, List.of(), 0, 1, 0);
    private static final Tick WAKE = new Tick(
            "beat@2026-03-02T10:29:58.500Z",
            Instant.parse("2026-03-02T10:29:58.500Z"),
            "hook:a,manual",
            List.of("hook:a", "manual"),
            0,
            2,
            0);
    private static final Tick BOTH = new Tick(ID, DUE, Tick.CATCH_UP, List.of("hook:a", "manual"), 0, 1, 0);
    private static final String HEAD = "{\"at\":\"2026-03-02T10:30:00.250Z\",\"schedule\":\"beat\",\"event\":";
    private static final String HOST = "{\"at\":\"2026-03-02T10:30:00.250Z\",\"event\":";
    private static final String OF_TICK =
            ",\"id\":\"beat@2026-03-02T10:30:00Z\",\"due\":\"2026-03-02T10:30:00Z\",\"reason\":\"interval\",\"attempt\":1";

    private static final String OF_BOTH = OF_TICK.replace("interval", "catch-up") + ",\"wakes\":\"hook:a,manual\"";

    /**
     * A sample of an event.
     *
     * @param when when the event is recorded
     * @param event the event
     * @param line its line
     */
    record Sample(String when, HistoryEvent event, String line) {}

    /** The samples; of several with the same name the first has the text that says when it is recorded. */
    static final List<Sample> ALL = List.of(
            new Sample(
                    "A tick starts: it is in flight from now on.",
                    new HistoryEvent.Fired(AT, BEAT, TICK, new Reason(Kind.DUE, "due")),
                    HEAD + "\"fired\"" + OF_TICK + ",\"lateMs\":250,\"missed\":0,\"cause\":\"due\",\"why\":\"due\"}"),
            more(
                    new HistoryEvent.Fired(
                            AT,
                            BEAT,
                            new Tick(ID, DUE, Tick.CATCH_UP, List.of("hook:a", "manual"), 3, 1, 0),
                            new Reason(Kind.CATCH_UP, "due, and stands for 3 more")),
                    HEAD + "\"fired\"" + OF_TICK.replace("interval", "catch-up")
                            + ",\"wakes\":\"hook:a,manual\",\"lateMs\":250,\"missed\":3,\"cause\":\"catch-up\""
                            + ",\"why\":\"due, and stands for 3 more\"}"),
            new Sample(
                    "The host accepted the tick, or the schedule's command began.",
                    new HistoryEvent.Delivered(AT, BEAT, TICK),
                    HEAD + "\"delivered\"" + OF_TICK + "}"),
            more(new HistoryEvent.Delivered(AT, BEAT, BOTH), HEAD + "\"delivered\"" + OF_BOTH + "}"),
            more(
                    new HistoryEvent.Delivered(AT, BEAT, WAKE),
                    HEAD + "\"delivered\",\"id\":\"beat@2026-03-02T10:29:58.500Z\",\"due\":\"2026-03-02T10:29:58.500Z\""
                            + ",\"reason\":\"hook:a,manual\",\"attempt\":2}"),
            new Sample(
                    "The handler or the command ended well.",
                    new HistoryEvent.Completed(AT, BEAT, TICK, Optional.empty()),
                    HEAD + "\"completed\"" + OF_TICK + "}"),
            more(new HistoryEvent.Completed(AT, BEAT, BOTH, Optional.empty()), HEAD + "\"completed\"" + OF_BOTH + "}"),
            more(
                    HistoryEvent.ended(AT, BEAT, TICK, new Outcome.Duplicate()),
                    HEAD + "\"completed\"" + OF_TICK
                            + ",\"cause\":\"duplicate\",\"why\":\"the host had completed it before\"}"),
            new Sample(
                    "The handler or the command failed, or its time ran out.",
                    HistoryEvent.ended(AT, BEAT, TICK, new Outcome.Failed("exit code 3")),
                    HEAD + "\"failed\"" + OF_TICK + ",\"cause\":\"failed\",\"why\":\"exit code 3\"}"),
            more(
                    HistoryEvent.ended(AT, BEAT, BOTH, new Outcome.Failed("exit code 3")),
                    HEAD + "\"failed\"" + OF_BOTH + ",\"cause\":\"failed\",\"why\":\"exit code 3\"}"),
            new Sample(
                    "The tick was put off and stays owed. Its next delivery has the same `id`.",
                    new HistoryEvent.Deferred(
                            AT,
                            BEAT,
                            TICK,
                            new Reason(Kind.HOST_ABSENT, "no host is attached; held until one attaches")),
                    HEAD + "\"deferred\"" + OF_TICK
                            + ",\"cause\":\"host-absent\",\"why\":\"no host is attached; held until one attaches\"}"),
            more(
                    HistoryEvent.ended(AT, BEAT, BOTH, new Outcome.Lost("the host closed the connection")),
                    HEAD + "\"deferred\"" + OF_BOTH
                            + ",\"cause\":\"answer-lost\",\"why\":\"the host closed the connection\"}"),
            new Sample(
                    "A tick for another due instant, or for a wake, stands for these due instants.",
                    new HistoryEvent.Accounted(
                            AT,
                            BEAT,
                            new Account(
                                    Fate.COALESCED,
                                    Instant.parse("2026-03-02T09:00:00Z"),
                                    Instant.parse("2026-03-02T10:00:00Z"),
                                    3,
                                    ID,
                                    new Reason(Kind.CATCH_UP, "a later tick stands for it")),
                            ""),
                    HEAD + "\"coalesced\",\"due\":\"2026-03-02T09:00:00Z\",\"count\":3"
                            + ",\"through\":\"2026-03-02T10:00:00Z\",\"into\":\"beat@2026-03-02T10:30:00Z\""
                            + ",\"cause\":\"catch-up\",\"why\":\"a later tick stands for it\"}"),
            more(
                    new HistoryEvent.Accounted(
                            AT,
                            BEAT,
                            new Account(
                                    Fate.COALESCED,
                                    Instant.parse("2026-03-02T10:00:00Z"),
                                    Instant.parse("2026-03-02T10:00:00Z"),
                                    1,
                                    ID,
                                    new Reason(Kind.CATCH_UP, "a later tick stands for it")),
                            "beat@2026-03-02T10:00:00Z"),
                    HEAD + "\"coalesced\",\"id\":\"beat@2026-03-02T10:00:00Z\",\"due\":\"2026-03-02T10:00:00Z\""
                            + ",\"count\":1,\"into\":\"beat@2026-03-02T10:30:00Z\",\"cause\":\"catch-up\""
                            + ",\"why\":\"a later tick stands for it\"}"),
            new Sample(
                    "A rule of the manifest dropped these due instants.",
                    accounted(Fate.SKIPPED, 1, "", new Reason(Kind.PAUSED, "paused")),
                    HEAD + "\"skipped\",\"due\":\"2026-03-02T09:30:00Z\",\"count\":1"
                            + ",\"cause\":\"paused\",\"why\":\"paused\"}"),
            more(
                    accounted(Fate.SKIPPED, 1, "beat@2026-03-02T09:30:00Z", new Reason(Kind.HOST_ABSENT, "no host")),
                    HEAD + "\"skipped\",\"id\":\"beat@2026-03-02T09:30:00Z\",\"due\":\"2026-03-02T09:30:00Z\""
                            + ",\"count\":1,\"cause\":\"host-absent\",\"why\":\"no host\"}"),
            more(
                    accounted(Fate.SKIPPED, 2, "", new Reason(Kind.PAUSED, "paused")),
                    HEAD + "\"skipped\",\"due\":\"2026-03-02T09:30:00Z\",\"count\":2"
                            + ",\"through\":\"2026-03-02T10:00:00Z\",\"cause\":\"paused\",\"why\":\"paused\"}"),
            new Sample(
                    "These due instants came too late to be served.",
                    accounted(Fate.MISSED, 2, "", new Reason(Kind.NO_CATCH_UP, "late, and catch-up = none")),
                    HEAD + "\"missed\",\"due\":\"2026-03-02T09:30:00Z\",\"count\":2"
                            + ",\"through\":\"2026-03-02T10:00:00Z\",\"cause\":\"no-catch-up\""
                            + ",\"why\":\"late, and catch-up = none\"}"),
            more(
                    accounted(Fate.MISSED, 1, "", new Reason(Kind.CATCH_UP_WINDOW, "older than catch-up-window")),
                    HEAD + "\"missed\",\"due\":\"2026-03-02T09:30:00Z\",\"count\":1"
                            + ",\"cause\":\"catch-up-window\",\"why\":\"older than catch-up-window\"}"),
            new Sample(
                    "A wake was accepted.",
                    new HistoryEvent.Woken(AT, BEAT, "hook:a"),
                    HEAD + "\"woken\",\"reason\":\"hook:a\"}"),
            new Sample(
                    "The schedule was paused, or its pause got another end.",
                    new HistoryEvent.Paused(AT, BEAT, Instant.parse("2026-03-03T08:00:00Z")),
                    HEAD + "\"paused\",\"until\":\"2026-03-03T08:00:00Z\"}"),
            more(new HistoryEvent.Paused(AT, BEAT, Instant.MAX), HEAD + "\"paused\"}"),
            new Sample("The schedule was resumed.", new HistoryEvent.Resumed(AT, BEAT), HEAD + "\"resumed\"}"),
            new Sample(
                    "The due instants are found by this rule from now on: the schedule was installed or changed, or the"
                            + " machine has another zone.",
                    new HistoryEvent.Installed(
                            AT,
                            BEAT,
                            new DueRule(
                                    Every.of(Duration.ofMinutes(30)),
                                    ZoneId.of("Europe/Rome"),
                                    Duration.ZERO,
                                    First.AT_INSTALL),
                            DUE,
                            Optional.empty()),
                    HEAD + "\"installed\",\"every\":\"30m\",\"everyMs\":1800000,\"zone\":\"Europe/Rome\",\"offsetMs\":0"
                            + ",\"first\":\"at-install\",\"installedAt\":\"2026-03-02T10:30:00Z\"}"),
            more(
                    new HistoryEvent.Installed(
                            AT,
                            BEAT,
                            new DueRule(
                                    new Every(
                                            Duration.ofMinutes(7), Optional.of(Instant.parse("2026-01-01T00:00:00Z"))),
                                    ZoneId.of("UTC"),
                                    Duration.ZERO,
                                    First.AT_DUE),
                            DUE,
                            Optional.empty()),
                    HEAD + "\"installed\",\"every\":\"7m\",\"everyMs\":420000,\"anchor\":\"2026-01-01T00:00:00Z\""
                            + ",\"zone\":\"UTC\",\"offsetMs\":0,\"first\":\"at-due\""
                            + ",\"installedAt\":\"2026-03-02T10:30:00Z\"}"),
            more(
                    new HistoryEvent.Installed(
                            AT,
                            BEAT,
                            new DueRule(
                                    new Cron(
                                            "15 3 * * *",
                                            Optional.of(ZoneId.of("America/New_York")),
                                            DstGap.SHIFT,
                                            DstOverlap.FIRST),
                                    ZoneId.of("Europe/Rome"),
                                    Duration.ofSeconds(90),
                                    First.AT_DUE),
                            DUE,
                            Optional.of(Instant.parse("2026-03-02T02:15:00Z"))),
                    HEAD + "\"installed\",\"cron\":\"15 3 * * *\",\"dstGap\":\"shift\",\"dstOverlap\":\"first\""
                            + ",\"cronZone\":\"America/New_York\",\"zone\":\"Europe/Rome\",\"offsetMs\":90000"
                            + ",\"first\":\"at-due\",\"installedAt\":\"2026-03-02T10:30:00Z\""
                            + ",\"through\":\"2026-03-02T02:15:00Z\"}"),
            new Sample(
                    "The schedule is no longer installed.",
                    new HistoryEvent.Uninstalled(AT, BEAT),
                    HEAD + "\"uninstalled\"}"),
            new Sample(
                    "A pulse came late, after a reboot or after a step of the clock.",
                    new HistoryEvent.Pulsed(
                            AT,
                            BEAT,
                            new ClockGap(
                                    Instant.parse("2026-03-02T08:30:00.100Z"),
                                    7_200_150,
                                    6_900_000,
                                    false,
                                    0,
                                    90_000_000)),
                    HEAD + "\"pulse\",\"from\":\"2026-03-02T08:30:00.100Z\",\"gapMs\":7200150,\"asleepMs\":6900000"
                            + ",\"rebooted\":false,\"clockStepMs\":0,\"upMs\":90000000}"),
            more(
                    new HistoryEvent.Pulsed(
                            AT,
                            BEAT,
                            new ClockGap(Instant.parse("2026-03-02T08:30:00Z"), 7_200_250, 0, true, -5_000, 0)),
                    HEAD + "\"pulse\",\"from\":\"2026-03-02T08:30:00Z\",\"gapMs\":7200250,\"asleepMs\":0"
                            + ",\"rebooted\":true,\"clockStepMs\":-5000}"),
            new Sample(
                    "The pulses of an entry are overdue, and the host asked the OS scheduler for one.",
                    new HistoryEvent.PulseOverdue(
                            AT,
                            BEAT,
                            BEAT,
                            "the last pulse came at 2026-03-02T09:30:00Z, and more than two since are missing; the scheduler was asked to start it"),
                    HEAD + "\"pulse-overdue\",\"entry\":\"beat\""
                            + ",\"why\":\"the last pulse came at 2026-03-02T09:30:00Z, and more than two since are missing; the scheduler was asked to start it\"}"),
            more(
                    new HistoryEvent.PulseOverdue(
                            AT,
                            "",
                            "sweep",
                            "the last pulse came at 2026-03-02T09:30:00Z, and more than two since are missing; the scheduler was asked to start it"),
                    HOST + "\"pulse-overdue\",\"entry\":\"sweep\""
                            + ",\"why\":\"the last pulse came at 2026-03-02T09:30:00Z, and more than two since are missing; the scheduler was asked to start it\"}"),
            new Sample(
                    "The clock was found set back: behind what was served, where `era` grows, or behind another moment of"
                            + " the state.",
                    new HistoryEvent.ClockSetBack(AT, BEAT, 1),
                    HEAD + "\"clock-set-back\",\"era\":1}"),
            new Sample(
                    "A damaged file of the state folder was set aside or put together anew.",
                    new HistoryEvent.Repaired(
                            AT, BEAT, 0, "beat.state: its checksum is wrong; set aside as beat.state.damaged"),
                    HEAD
                            + "\"repaired\",\"why\":\"beat.state: its checksum is wrong; set aside as beat.state.damaged\"}"),
            more(
                    new HistoryEvent.Repaired(AT, "", 3, "the file of the lease was damaged or lost"),
                    HOST + "\"repaired\",\"generation\":3,\"why\":\"the file of the lease was damaged or lost\"}"),
            new Sample(
                    "Another process does not let go of the schedule.",
                    new HistoryEvent.Blocked(
                            AT, BEAT, "another process does not let go of beat.lock; it may be frozen"),
                    HEAD + "\"blocked\",\"why\":\"another process does not let go of beat.lock; it may be frozen\"}"),
            new Sample(
                    "A host took the lease.",
                    host(
                            HostChange.ATTACHED,
                            new HostName(3, 4711, "4711:123456:boot-1", "/state/com.example.alma/host-3.sock"),
                            ""),
                    HOST + "\"attached\",\"generation\":3,\"pid\":4711,\"process\":\"4711:123456:boot-1\""
                            + ",\"socket\":\"/state/com.example.alma/host-3.sock\"}"),
            new Sample(
                    "The host gave the lease back.",
                    host(
                            HostChange.DETACHED,
                            new HostName(3, 4711, "4711:123456:boot-1", "/state/com.example.alma/host-3.sock"),
                            ""),
                    HOST + "\"detached\",\"generation\":3,\"pid\":4711,\"process\":\"4711:123456:boot-1\""
                            + ",\"socket\":\"/state/com.example.alma/host-3.sock\"}"),
            new Sample(
                    "The host's process ended without giving the lease back.",
                    host(HostChange.CRASHED, new HostName(3, 4711), "process 4711 hung and was ended: when asked"),
                    HOST + "\"crashed\",\"generation\":3,\"pid\":4711"
                            + ",\"why\":\"process 4711 hung and was ended: when asked\"}"),
            more(
                    host(HostChange.CRASHED, new HostName(3, 0), "host process 4711 is gone without having detached"),
                    HOST
                            + "\"crashed\",\"generation\":3,\"why\":\"host process 4711 is gone without having detached\"}"),
            new Sample(
                    "Another host took the lease over while this one was alive.",
                    host(HostChange.REPLACED, new HostName(3, 4711), "its process lives, but: no answer within 10 s"),
                    HOST + "\"replaced\",\"generation\":3,\"pid\":4711"
                            + ",\"why\":\"its process lives, but: no answer within 10 s\"}"),
            new Sample(
                    "A host stands by behind the active one.",
                    host(HostChange.STANDBY, new HostName(0, 4712), "another host is active"),
                    HOST + "\"standby\",\"pid\":4712,\"why\":\"another host is active\"}"),
            new Sample(
                    "The host hangs: it does not answer, or its work makes no progress.",
                    host(HostChange.HUNG, new HostName(3, 4711), "its work has made no progress for 150 s"),
                    HOST
                            + "\"hung\",\"generation\":3,\"pid\":4711,\"why\":\"its work has made no progress for 150 s\"}"),
            new Sample(
                    "The host no longer hangs.",
                    host(HostChange.RECOVERED, new HostName(3, 4711), ""),
                    HOST + "\"recovered\",\"generation\":3,\"pid\":4711}"),
            more(
                    host(HostChange.RECOVERED, new HostName(4, 4712), "attached a moment ago, does not listen yet"),
                    HOST + "\"recovered\",\"generation\":4,\"pid\":4712"
                            + ",\"why\":\"attached a moment ago, does not listen yet\"}"),
            new Sample(
                    "The command of `notify` was run, because the host hangs.",
                    host(HostChange.NOTIFIED, new HostName(3, 4711), "exit code 0"),
                    HOST + "\"notified\",\"generation\":3,\"pid\":4711,\"why\":\"exit code 0\"}"),
            new Sample(
                    "The application was started in place of a host that hung.",
                    host(HostChange.RESTARTED, new HostName(4, 4712), ""),
                    HOST + "\"restarted\",\"generation\":4,\"pid\":4712}"),
            new Sample(
                    "The application could not be started in place of a host that hung.",
                    host(HostChange.RESTART_FAILED, new HostName(3, 4711), "process 4711 cannot be ended"),
                    HOST
                            + "\"restart-failed\",\"generation\":3,\"pid\":4711,\"why\":\"process 4711 cannot be ended\"}"),
            more(
                    host(HostChange.RESTART_FAILED, new HostName(0, 0), "the manifest has no start command"),
                    HOST + "\"restart-failed\",\"why\":\"the manifest has no start command\"}"));

    private HistorySamples() {}

    private static Sample more(HistoryEvent event, String line) {
        return new Sample("", event, line);
    }

    private static HistoryEvent accounted(Fate fate, int count, String started, Reason reason) {
        Instant first = Instant.parse("2026-03-02T09:30:00Z");
        Instant last = first.plus(Duration.ofMinutes(30L * (count - 1)));
        return new HistoryEvent.Accounted(AT, BEAT, new Account(fate, first, last, count, reason), started);
    }

    private static HistoryEvent host(HostChange change, HostName host, String why) {
        return new HistoryEvent.HostChanged(AT, change, host, why);
    }
}
