package dev.tickover.schedule;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Is one application with its schedules, as its manifest describes it.
 *
 * @param id the application's id, {@code [A-Za-z0-9][A-Za-z0-9._-]{0,63}}
 * @param name a name for people, if it has one
 * @param start the command that starts the application in the background; empty if Tickover never starts it
 * @param liveness when its host counts as hung
 * @param schedules its schedules, at least one, with distinct names
 * @param launchd what it asks of launchd alone
 */
public record App(
        String id,
        Optional<String> name,
        List<String> start,
        Liveness liveness,
        List<Schedule> schedules,
        LaunchdOptions launchd) {

    /**
     * Checks the id and the schedules.
     *
     * @throws IllegalArgumentException if the id is malformed, there is no schedule, or two share a name
     */
    public App {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(liveness, "liveness");
        Objects.requireNonNull(launchd, "launchd");
        start = List.copyOf(start);
        schedules = List.copyOf(schedules);
        if (!isId(id)) {
            throw new IllegalArgumentException("an app id is [A-Za-z0-9][A-Za-z0-9._-]{0,63}, not: " + id);
        }
        if (schedules.isEmpty()) {
            throw new IllegalArgumentException("app " + id + " has no schedule");
        }
        if (schedules.stream().map(Schedule::name).distinct().count() != schedules.size()) {
            throw new IllegalArgumentException("app " + id + " has two schedules of one name");
        }
    }

    /**
     * Makes an application that asks nothing of launchd alone.
     *
     * @param id the application's id
     * @param name a name for people, if it has one
     * @param start the command that starts the application in the background; empty if Tickover never starts it
     * @param liveness when its host counts as hung
     * @param schedules its schedules
     * @throws IllegalArgumentException if the id is malformed, there is no schedule, or two share a name
     */
    public App(String id, Optional<String> name, List<String> start, Liveness liveness, List<Schedule> schedules) {
        this(id, name, start, liveness, schedules, LaunchdOptions.NONE);
    }

    /**
     * Tells whether a text is a well-formed application id. Such an id is a safe file name on every system: it holds no
     * separator and does not begin with a dot.
     *
     * @param text the text
     * @return true if it is
     */
    public static boolean isId(String text) {
        return Identifiers.isIdentifier(text, "._-");
    }

    /** {@return what people call it: its name, or its id if it has none} */
    public String title() {
        return name.orElse(id);
    }

    /**
     * Finds the schedules that the manifest lets tick. Without any there is nothing to sweep either.
     *
     * @return the enabled ones, in the manifest's order
     */
    public List<Schedule> enabledSchedules() {
        List<Schedule> enabled = new ArrayList<>();
        for (Schedule schedule : schedules) {
            if (schedule.enabled()) {
                enabled.add(schedule);
            }
        }
        return List.copyOf(enabled);
    }

    /**
     * Finds a schedule by its name.
     *
     * @param scheduleName the name
     * @return the schedule, or empty
     */
    public Optional<Schedule> schedule(String scheduleName) {
        return schedules.stream().filter(s -> s.name().equals(scheduleName)).findFirst();
    }
}
