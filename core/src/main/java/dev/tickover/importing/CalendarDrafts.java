package dev.tickover.importing;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The times of one job, given to as few schedules as can express them. */
public final class CalendarDrafts {

    /** A person should look at a job of more. */
    private static final int MOST = 24;

    private CalendarDrafts() {}

    /**
     * Returns the job's schedules: one for each cron line that its times need.
     *
     * @param job the draft of the job, without its times
     * @param times the times, at least one
     * @return the draft itself, or a fork for each line
     */
    public static List<Draft> of(Draft job, List<CalendarTimes> times) {
        List<CalendarTimes> joined = CalendarUnion.of(times);
        if (joined.size() > MOST) {
            job.obstacle("its times would take " + joined.size() + " cron lines");
            return List.of(job);
        }
        List<Draft> drafts = new ArrayList<>();
        for (CalendarTimes part : joined) {
            Draft draft = joined.size() == 1 ? job : job.fork(job.origin(), job.excerpt());
            remarkOnParts(draft, joined);
            addTimes(draft, part);
            drafts.add(draft);
        }
        return drafts;
    }

    private static void remarkOnParts(Draft draft, List<CalendarTimes> joined) {
        if (joined.size() > 1) {
            draft.remark("its times take " + joined.size() + " schedules"
                    + (CalendarUnion.mayMeet(joined)
                            ? "; where two of them are due in the same minute, both run, where the source runs once"
                            : ""));
        }
    }

    private static void addTimes(Draft draft, CalendarTimes part) {
        Optional<String> cron = CronText.of(part);
        if (cron.isEmpty()) {
            draft.obstacle("no cron line says \"such a weekday, if it is such a day of the month\" for these days");
            return;
        }
        draft.cron(cron.get());
        if (CronText.saysBothDays(cron.get())) {
            draft.remark("a day field that begins with * has both day fields match: */31 is the 1st, */7 is Sunday");
        }
    }
}
