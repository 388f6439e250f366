package dev.tickover.installer.command;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.tickover.event.Account;
import dev.tickover.event.EventText;
import dev.tickover.event.HistoryEvent;
import dev.tickover.event.Reason;
import dev.tickover.installer.ledger.DueExplanation;
import dev.tickover.installer.ledger.DueOutcome;
import dev.tickover.installer.ledger.GapCause;
import dev.tickover.installer.status.TimeText;
import dev.tickover.schedule.UtcText;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Words what became of a due instant. */
record ExplanationText(ZoneId zone, Instant now) {

    private static final String INDENT = " ".repeat(25);

    List<String> lines(DueExplanation explanation) {
        List<String> lines = new ArrayList<>();
        lines.add(TimeText.local(explanation.due(), zone) + "  " + what(explanation));
        for (HistoryEvent later : explanation.later()) {
            lines.add(INDENT + later(later));
        }
        for (GapCause cause : explanation.causes()) {
            lines.add(INDENT + "because: " + cause.what());
        }
        return lines;
    }

    private String what(DueExplanation explanation) {
        if (explanation.event().isEmpty()) {
            return explanation.due().isAfter(now)
                    ? "is due " + TimeText.distance(explanation.due(), now)
                    : "is owed since " + TimeText.length(Duration.between(explanation.due(), now));
        }
        HistoryEvent event = explanation.event().get();
        if (event instanceof HistoryEvent.Fired fired) {
            boolean wake = explanation.ending().isEmpty();
            String late = fired.late().toSeconds() >= 1 ? ", " + TimeText.length(fired.late()) + " late" : "";
            return (wake ? "a wake, which ran" : "ran") + " at " + at(event) + late + ": "
                    + fired.why().text() + " (" + fired.tick().reason() + ")";
        }
        String word = explanation.ending().map(DueOutcome::word).orElse("");
        return word + " at " + at(event) + (event instanceof HistoryEvent.Accounted accounted ? text(accounted) : "");
    }

    private static String text(HistoryEvent.Accounted event) {
        Account account = event.account();
        boolean isStoodFor = account.reason().kind() == Reason.Kind.CATCH_UP;
        return isStoodFor ? " into " + account.into() : ": " + account.reason().text();
    }

    private String later(HistoryEvent event) {
        String said = EventText.name(event) + " at " + at(event);
        if (event instanceof HistoryEvent.Accounted accounted) {
            return said + text(accounted);
        }
        if (event instanceof HistoryEvent.OfTick ofTick && ofTick.tick().attempt() > 1) {
            said += ", attempt " + ofTick.tick().attempt();
        }
        Optional<Reason> reason = Optional.empty();
        if (event instanceof HistoryEvent.Fired fired) {
            reason = Optional.of(fired.why());
        } else if (event instanceof HistoryEvent.EndOfTick end) {
            reason = end.reason();
        }
        return said + reason.map(why -> ": " + why.text()).orElse("");
    }

    private String at(HistoryEvent event) {
        return TimeText.local(event.at(), zone).substring(4);
    }

    static JsonObject toJson(DueExplanation explanation) {
        JsonObject object = new JsonObject();
        object.addProperty("due", UtcText.format(explanation.due()));
        object.addProperty("ending", explanation.ending().map(DueOutcome::word).orElse(null));
        object.add("event", explanation.event().map(ExplanationText::toJson).orElse(null));
        JsonArray later = new JsonArray();
        explanation.later().forEach(event -> later.add(toJson(event)));
        object.add("later", later);
        JsonArray causes = new JsonArray();
        for (GapCause cause : explanation.causes()) {
            JsonObject one = new JsonObject();
            one.addProperty("cause", cause.cause().word());
            one.addProperty("what", cause.what());
            causes.add(one);
        }
        object.add("causes", causes);
        return object;
    }

    private static JsonObject toJson(HistoryEvent event) {
        return com.google.gson.JsonParser.parseString(EventText.write(event)).getAsJsonObject();
    }
}
