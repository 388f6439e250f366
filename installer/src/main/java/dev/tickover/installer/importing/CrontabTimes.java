package dev.tickover.installer.importing;

import dev.tickover.importing.Draft;
import java.util.regex.Pattern;

/** The times of a crontab line. Their grammar is that of a manifest's {@code cron}, but for a few dialects. */
final class CrontabTimes {

    /** Debian's cron and cronie refuse a single value with a step; older ones take the value alone. */
    private static final Pattern STEP_OF_ONE = Pattern.compile("(^|[\\s,])[0-9A-Za-z]+/");

    private CrontabTimes() {}

    static void add(Draft draft, String times) {
        String fields = times.replaceAll("[ \\t]+", " ");
        if (fields.equals("@reboot")) {
            draft.obstacle("@reboot is no recurrence; first = \"at-install\" ticks once after the installation, and"
                    + " catch-up = \"latest\" makes up after a boot for what was due before");
        } else if (fields.equals("@every_minute")) {
            draft.cron("* * * * *");
        } else if (fields.indexOf('~') >= 0) {
            draft.obstacle("a time drawn at random (~): choose one, or use splay");
        } else if (STEP_OF_ONE.matcher(fields).find()) {
            draft.cron(fields);
            draft.obstacle(
                    "a step after a single value: crons disagree on what it means; write a range, such as 5-59/10");
        } else {
            draft.cron(fields);
        }
    }
}
