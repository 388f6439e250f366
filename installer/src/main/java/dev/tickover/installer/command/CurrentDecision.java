package dev.tickover.installer.command;

import com.google.gson.JsonObject;
import dev.tickover.installer.status.HostStatus;
import dev.tickover.installer.status.TimeText;
import dev.tickover.policy.InFlight;
import dev.tickover.policy.Redelivery;
import dev.tickover.policy.ScheduleState;
import dev.tickover.policy.Step;
import dev.tickover.policy.Wake;
import dev.tickover.schedule.Schedule;
import dev.tickover.schedule.UtcText;
import dev.tickover.tick.HostReport;
import dev.tickover.tick.Preview;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The state of a schedule at this moment, and what a pulse would do. */
record CurrentDecision(Schedule schedule, Preview preview, HostStatus host) {

    List<String> lines(ZoneId zone, Instant now) {
        List<String> lines = new ArrayList<>();
        lines.add("decision  " + decisionText(zone));
        lines.add("owed      " + preview.owed() + (preview.owed() == 1 ? " due instant" : " due instants"));
        ScheduleState state = preview.state();
        for (Wake wake : state.wakes()) {
            lines.add("wake      " + wake.reason() + ", requested " + TimeText.distance(wake.requestedAt(), now));
        }
        for (InFlight running : state.inFlight()) {
            lines.add("in flight " + running.tick().id() + ", attempt "
                    + running.tick().attempt() + ", started "
                    + TimeText.distance(running.startedAt().wall(), now));
        }
        for (Redelivery again : state.redeliveries()) {
            lines.add("again     " + again.tick().id() + ", not before " + TimeText.local(again.notBefore(), zone)
                    + ": " + again.cause().text());
        }
        lines.add("host      " + hostText());
        return lines;
    }

    private String decisionText(ZoneId zone) {
        Step step = preview.step();
        if (step instanceof Step.Deferred deferred) {
            return "defer until " + TimeText.local(deferred.until(), zone) + ": "
                    + deferred.why().text();
        }
        if (step instanceof Step.Starts starts) {
            return "run " + starts.tick().id() + ": " + starts.why().text() + obstacle();
        }
        return word(step) + ": " + step.why().text();
    }

    private static String word(Step step) {
        if (step instanceof Step.Starts) {
            return "run";
        }
        return step instanceof Step.Nothing ? "skip" : "defer";
    }

    /** What stands between the decision and a tick. */
    private String obstacle() {
        boolean there = host.state() == HostReport.State.RUNNING || host.state() == HostReport.State.BUSY;
        if (schedule.isCommand() || there) {
            return "";
        }
        return switch (schedule.whenAbsent()) {
            case HOLD -> "; held until a host attaches";
            case START -> "; the application is started first";
            case SKIP -> "; skipped while no host is there";
        };
    }

    private String hostText() {
        if (schedule.isCommand()) {
            return "none needed: the schedule runs a command";
        }
        return word() + (host.why().isEmpty() ? "" : ": " + host.why());
    }

    private String word() {
        return host.state().name().toLowerCase(Locale.ROOT);
    }

    JsonObject toJson() {
        JsonObject object = new JsonObject();
        Step step = preview.step();
        object.addProperty("decision", word(step));
        object.addProperty("until", step instanceof Step.Deferred deferred ? UtcText.format(deferred.until()) : null);
        object.addProperty("cause", step.why().kind().word());
        object.addProperty("why", step.why().text());
        object.addProperty("owed", preview.owed());
        ScheduleState state = preview.state();
        object.add("wakes", Json.array(state.wakes().stream().map(Wake::reason).toList()));
        object.add(
                "inFlight",
                Json.array(
                        state.inFlight().stream().map(each -> each.tick().id()).toList()));
        object.add(
                "again",
                Json.array(state.redeliveries().stream()
                        .map(each -> each.tick().id())
                        .toList()));
        object.addProperty("host", word());
        return object;
    }
}
