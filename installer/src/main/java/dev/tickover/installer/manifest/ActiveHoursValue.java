package dev.tickover.installer.manifest;

import dev.tickover.schedule.ActiveHours;
import java.time.LocalTime;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads active hours such as {@code 08:00-22:00}; they may wrap midnight, and end at {@code 24:00}. */
final class ActiveHoursValue {

    private static final Pattern FORM =
            Pattern.compile("([01][0-9]|2[0-3]):([0-5][0-9]) *- *(([01][0-9]|2[0-3]):([0-5][0-9])|24:00)");

    private ActiveHoursValue() {}

    static Optional<ActiveHours> read(TableReader table) {
        return table.text(ManifestKey.ACTIVE).flatMap(text -> parse(table, text));
    }

    private static Optional<ActiveHours> parse(TableReader table, String text) {
        Matcher matcher = FORM.matcher(text.strip());
        if (!matcher.matches()) {
            table.refuse(ManifestKey.ACTIVE, "not hours of the day", "write HH:MM-HH:MM, for example \"08:00-22:00\"");
            return Optional.empty();
        }
        LocalTime from = LocalTime.parse(matcher.group(1) + ":" + matcher.group(2));
        LocalTime until = matcher.group(4) == null ? LocalTime.MIDNIGHT : LocalTime.parse(matcher.group(3));
        if (from.equals(until)) {
            table.refuse(
                    ManifestKey.ACTIVE, "they begin and end at the same time", "for the whole day, remove the key");
            return Optional.empty();
        }
        return Optional.of(new ActiveHours(from, until));
    }
}
