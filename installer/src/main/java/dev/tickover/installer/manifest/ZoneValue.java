package dev.tickover.installer.manifest;

import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads a time zone by its name in the tz database; OS schedulers take no offset such as {@code +02:00}. */
final class ZoneValue {

    private static final int SUGGESTIONS = 3;

    private ZoneValue() {}

    static Optional<ZoneId> read(TableReader table) {
        Optional<String> name = table.text(ManifestKey.ZONE);
        Set<String> known = ZoneId.getAvailableZoneIds();
        if (name.isPresent() && !known.contains(name.get())) {
            String advice = UnknownKey.didYouMean(suggestions(name.get(), known))
                    + "allowed: names such as \"Europe/Paris\" or \"UTC\"";
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
