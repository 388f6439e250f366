package dev.tickover.state;

import dev.tickover.event.Reason;
import dev.tickover.event.Tick;
import dev.tickover.policy.InFlight;
import dev.tickover.policy.PastPause;
import dev.tickover.policy.Redelivery;
import dev.tickover.policy.ScheduleState;
import dev.tickover.policy.Stamp;
import dev.tickover.policy.Wake;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Turns a schedule's state into fields and back. */
final class StateText {

    static final String FORMAT = "tickover-state 1";

    private StateText() {}

    static Fields write(ScheduleState state) {
        Fields fields = new Fields();
        fields.put("installedAt", state.installedAt());
        if (state.servedThrough().isPresent()) {
            fields.put("servedThrough", state.servedThrough().get());
        }
        stamp(fields, "lastStart", state.lastStart());
        if (state.coversUntil().isPresent()) {
            fields.put("coversUntil", state.coversUntil().get());
        }
        if (state.lastTickId().isPresent()) {
            fields.put("lastTickId", state.lastTickId().get());
        }
        if (state.pausedFrom().isPresent()) {
            fields.put("pausedFrom", state.pausedFrom().get());
        }
        if (state.pausedUntil().isPresent()) {
            fields.put("pausedUntil", state.pausedUntil().get());
        }
        if (!state.pastPauses().isEmpty()) {
            pastPauses(fields, state.pastPauses());
        }
        if (state.turn().isPresent()) {
            fields.put("turn", state.turn().get());
        }
        fields.put("era", state.era());
        fields.put("wakes", state.wakes().size());
        for (int i = 0; i < state.wakes().size(); i++) {
            Wake wake = state.wakes().get(i);
            fields.put("wakes." + i + ".reason", wake.reason()).put("wakes." + i + ".at", wake.requestedAt());
        }
        fields.put("inFlight", state.inFlight().size());
        for (int i = 0; i < state.inFlight().size(); i++) {
            InFlight inFlight = state.inFlight().get(i);
            String name = "inFlight." + i;
            tick(fields, name, inFlight.tick());
            stamp(fields, name + ".startedAt", Optional.of(inFlight.startedAt()));
            fields.put(name + ".owner", inFlight.owner());
            stamp(fields, name + ".lastStartBefore", inFlight.lastStartBefore());
        }
        fields.put("redeliveries", state.redeliveries().size());
        for (int i = 0; i < state.redeliveries().size(); i++) {
            Redelivery again = state.redeliveries().get(i);
            String name = "redeliveries." + i;
            tick(fields, name, again.tick());
            fields.put(name + ".notBefore", again.notBefore())
                    .put(name + ".cause", again.cause().kind().word())
                    .put(name + ".why", again.cause().text())
                    .put(name + ".mayBeDone", String.valueOf(again.mayBeDone()));
        }
        return fields;
    }

    static ScheduleState read(Fields fields) throws DamagedException {
        List<Wake> wakes = new ArrayList<>();
        for (int i = 0; i < fields.count("wakes"); i++) {
            wakes.add(new Wake(fields.text("wakes." + i + ".reason"), fields.instant("wakes." + i + ".at")));
        }
        List<InFlight> inFlight = new ArrayList<>();
        for (int i = 0; i < fields.count("inFlight"); i++) {
            String name = "inFlight." + i;
            inFlight.add(new InFlight(
                    tick(fields, name),
                    wholeStamp(fields, name + ".startedAt"),
                    fields.text(name + ".owner"),
                    stamp(fields, name + ".lastStartBefore")));
        }
        List<Redelivery> redeliveries = new ArrayList<>();
        for (int i = 0; i < fields.count("redeliveries"); i++) {
            String name = "redeliveries." + i;
            redeliveries.add(new Redelivery(
                    tick(fields, name),
                    fields.instant(name + ".notBefore"),
                    cause(fields, name),
                    // Unknown where an earlier version wrote the state.
                    !fields.has(name + ".mayBeDone")
                            || fields.text(name + ".mayBeDone").equals("true")));
        }
        return new ScheduleState(
                fields.instant("installedAt"),
                fields.optionalInstant("servedThrough"),
                stamp(fields, "lastStart"),
                fields.optionalInstant("coversUntil"),
                fields.has("lastTickId") ? Optional.of(fields.text("lastTickId")) : Optional.empty(),
                wakes,
                inFlight,
                redeliveries,
                fields.optionalInstant("pausedFrom"),
                fields.optionalInstant("pausedUntil"),
                // An earlier version knew of one pause alone.
                fields.has("pastPauses") ? pastPauses(fields) : List.of(),
                fields.optionalInstant("turn"),
                fields.count("era"));
    }

    /** An earlier version wrote the text alone. */
    private static Reason cause(Fields fields, String name) throws DamagedException {
        String cause = fields.text(name + ".cause");
        return fields.has(name + ".why")
                ? new Reason(Reason.Kind.of(cause), fields.text(name + ".why"))
                : new Reason(Reason.Kind.OTHER, cause);
    }

    private static void pastPauses(Fields fields, List<PastPause> pauses) {
        fields.put("pastPauses", pauses.size());
        for (int i = 0; i < pauses.size(); i++) {
            fields.put("pastPauses." + i + ".from", pauses.get(i).from())
                    .put("pastPauses." + i + ".until", pauses.get(i).until());
        }
    }

    private static List<PastPause> pastPauses(Fields fields) throws DamagedException {
        List<PastPause> pauses = new ArrayList<>();
        for (int i = 0; i < fields.count("pastPauses"); i++) {
            pauses.add(new PastPause(
                    fields.instant("pastPauses." + i + ".from"), fields.instant("pastPauses." + i + ".until")));
        }
        return pauses;
    }

    private static void stamp(Fields fields, String name, Optional<Stamp> stamp) {
        if (stamp.isPresent()) {
            fields.put(name, stamp.get().wall())
                    .put(name + ".sinceBoot", stamp.get().sinceBoot())
                    .put(name + ".bootId", stamp.get().bootId());
        }
    }

    private static Optional<Stamp> stamp(Fields fields, String name) throws DamagedException {
        if (!fields.has(name)) {
            return Optional.empty();
        }
        return Optional.of(wholeStamp(fields, name));
    }

    private static Stamp wholeStamp(Fields fields, String name) throws DamagedException {
        return new Stamp(fields.instant(name), fields.duration(name + ".sinceBoot"), fields.text(name + ".bootId"));
    }

    private static void tick(Fields fields, String name, Tick tick) {
        fields.put(name + ".id", tick.id())
                .put(name + ".due", tick.due())
                .put(name + ".reason", tick.reason())
                .put(name + ".wakes", tick.wakes())
                .put(name + ".missed", tick.missed())
                .put(name + ".attempt", tick.attempt())
                .put(name + ".failures", tick.failures());
    }

    private static Tick tick(Fields fields, String name) throws DamagedException {
        return new Tick(
                fields.text(name + ".id"),
                fields.instant(name + ".due"),
                fields.text(name + ".reason"),
                fields.list(name + ".wakes"),
                fields.count(name + ".missed"),
                fields.count(name + ".attempt"),
                fields.count(name + ".failures"));
    }
}
