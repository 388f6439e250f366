package dev.tickover.systemd;

import dev.tickover.schedule.PulsePlan;
import dev.tickover.schedule.Recurrence;
import java.time.ZoneId;

/** Turns a recurrence into calendar patterns, each in the recurrence's own zone: systemd calendars take a zone. */
@FunctionalInterface
interface Pulses {

    PulsePlan of(Recurrence recurrence, ZoneId machineZone);
}
