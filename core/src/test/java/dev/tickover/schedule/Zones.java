package dev.tickover.schedule;

import dev.tickover.testing.Seeded;
import java.time.Instant;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.List;
import java.util.stream.Stream;

/** Names zones whose clock changes are odd in some way. */
final class Zones {

    static final List<ZoneId> ODD = Stream.of(
                    "UTC",
                    "America/New_York",
                    "Europe/Paris",
                    "Europe/Dublin",
                    "Australia/Lord_Howe",
                    "America/Santiago",
                    "America/Havana",
                    "America/Nuuk",
                    "Asia/Beirut",
                    "Asia/Amman",
                    "Asia/Kolkata",
                    "Asia/Gaza",
                    "Africa/Casablanca",
                    "Africa/Cairo",
                    "Antarctica/Troll",
                    "Atlantic/Azores",
                    "Pacific/Chatham",
                    "Pacific/Apia",
                    "Pacific/Kiritimati")
            .map(ZoneId::of)
            .toList();

    private Zones() {}

    /** Returns an instant at most two days from some change of the zone, or any where there is none; a whole minute. */
    static Instant nearChange(Seeded seeded, ZoneId zone, Instant from, Instant until) {
        Instant drawn = seeded.secondBetween(from, until);
        ZoneOffsetTransition change = zone.getRules().nextTransition(drawn);
        Instant near = change == null || change.getInstant().isAfter(until) ? drawn : change.getInstant();
        long minute = Math.floorDiv(near.getEpochSecond(), 60L) + seeded.between(-2880, 0);
        return Instant.ofEpochSecond(minute * 60);
    }
}
