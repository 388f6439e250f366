package dev.tickover.installer.manifest;

import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads a time zone: by its name in the tz database, or as a fixed offset from UTC. No OS scheduler takes an offset; as
 * with any zone that is not the machine's own, the pulses come more often and the state decides.
 */
final class ZoneValue {

    private static final int SUGGESTIONS = 3;

    /** Hours and minutes both, so that {@code +530} is no riddle; {@link java.time.ZoneOffset} ends at 18 hours. */
    private static final Pattern OFFSET = Pattern.compile("(UTC)?[+-]((0[0-9]|1[0-7]):[0-5][0-9]|18:00)");

    private ZoneValue() {}

    static Optional<ZoneId> read(TableReader table) {
        Optional<String> name = table.text(ManifestKey.ZONE);
        Set<String> known = ZoneId.getAvailableZoneIds();
        if (name.isPresent()
                && !known.contains(name.get())
                && !OFFSET.matcher(name.get()).matches()) {
            String advice = UnknownKey.didYouMean(suggestions(name.get(), known))
                    + "allowed: names such as \"Europe/Paris\" or \"UTC\", and offsets such as \"+05:30\"";
            table.refuse(ManifestKey.ZONE, "no such time zone", advice);
            return Optional.empty();
        }
        return name.map(ZoneId::of);
    }

    /** A city alone is what people try first. */
    private static List<String> suggestions(String name, Set<String> known) {
        List<String> cities = known.stream()
                .filter(zone -> zone.substring(zone.lastIndexOf('/') + 1).equalsIgnoreCase(name.replace(' ', '_')))
                .sorted()
                .limit(SUGGESTIONS)
                .toList();
        return cities.isEmpty() ? NearestName.nearest(name, known, SUGGESTIONS) : cities;
    }
}
