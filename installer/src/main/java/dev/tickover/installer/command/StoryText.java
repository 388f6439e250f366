package dev.tickover.installer.command;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.tickover.installer.ledger.DueOutcome;
import dev.tickover.installer.ledger.DueStory;
import dev.tickover.installer.ledger.GapCause;
import dev.tickover.installer.status.TimeText;
import dev.tickover.json.JsonLine;
import dev.tickover.schedule.UtcText;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** Words what became of a due instant. */
record StoryText(ZoneId zone, Instant now) {

    private static final String INDENT = " ".repeat(25);

    List<String> lines(DueStory story) {
        List<String> lines = new ArrayList<>();
        lines.add(TimeText.local(story.due(), zone) + "  " + what(story));
        for (JsonLine later : story.later()) {
            lines.add(INDENT + later(later));
        }
        for (GapCause finding : story.causes()) {
            lines.add(INDENT + "because: " + finding.what());
        }
        return lines;
    }

    private String what(DueStory story) {
        if (story.event().isEmpty()) {
            return story.due().isAfter(now)
                    ? "is due " + TimeText.distance(story.due(), now)
                    : "is owed since " + TimeText.length(Duration.between(story.due(), now));
        }
        JsonLine event = story.event().get();
        if (event.text("event", "").equals("fired")) {
            boolean wake = story.ending().isEmpty();
            String late = event.number("lateMs", 0) >= 1000
                    ? ", " + TimeText.length(Duration.ofMillis(event.number("lateMs", 0))) + " late"
                    : "";
            return (wake ? "a wake, which ran" : "ran") + " at " + at(event) + late + ": " + event.text("why", "")
                    + " (" + event.text("reason", "") + ")";
        }
        String word = story.ending().map(DueOutcome::word).orElse("");
        if (event.text("into") != null) {
            return word + " at " + at(event) + " into " + event.text("into");
        }
        return word + " at " + at(event) + ": " + event.text("why", "");
    }

    private String later(JsonLine event) {
        String attempt = event.number("attempt", 1) > 1 ? ", attempt " + event.number("attempt", 1) : "";
        String why = event.text("why", event.text("into", ""));
        return event.text("event", "") + " at " + at(event) + attempt + (why.isEmpty() ? "" : ": " + why);
    }

    private String at(JsonLine event) {
        return TimeText.local(UtcText.parse(event.text("at")), zone).substring(4);
    }

    static JsonObject toJson(DueStory story) {
        JsonObject object = new JsonObject();
        object.addProperty("due", UtcText.format(story.due()));
        object.addProperty("ending", story.ending().map(DueOutcome::word).orElse(null));
        object.add("event", story.event().map(StoryText::toJson).orElse(null));
        JsonArray later = new JsonArray();
        story.later().forEach(event -> later.add(toJson(event)));
        object.add("later", later);
        JsonArray causes = new JsonArray();
        for (GapCause finding : story.causes()) {
            JsonObject cause = new JsonObject();
            cause.addProperty("cause", finding.cause().word());
            cause.addProperty("what", finding.what());
            causes.add(cause);
        }
        object.add("causes", causes);
        return object;
    }

    private static JsonObject toJson(JsonLine line) {
        return com.google.gson.JsonParser.parseString(line.write()).getAsJsonObject();
    }
}
