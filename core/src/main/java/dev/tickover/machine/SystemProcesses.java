package dev.tickover.machine;

import java.io.File;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/**
 * Identifies processes: on Linux by {@code /proc/PID/stat}, whose field 22 is the start time in clock ticks since boot
 * (proc(5)), at a hundredth of the price of {@link ProcessHandle}; elsewhere by the latter.
 */
final class SystemProcesses implements Processes {

    static final Processes INSTANCE = new SystemProcesses();

    private static final int FIELDS_FROM_STATE_TO_START = 19;

    private SystemProcesses() {}

    @Override
    public ProcessIdentity self() {
        try {
            // Canonical, since /proc/self is a link to the folder of whoever reads it.
            return find(Long.parseLong(new File("/proc/self").getCanonicalFile().getName()));
        } catch (IOException | NumberFormatException noProc) {
            return find(ProcessHandle.current().pid());
        }
    }

    @Override
    public ProcessIdentity find(long pid) {
        String stat = SmallFiles.readOrEmpty("/proc/" + pid + "/stat");
        if (!stat.isEmpty()) {
            return fromStat(pid, stat);
        }
        return new File("/proc/self/stat").exists() ? null : fromHandle(pid);
    }

    private static ProcessIdentity fromStat(long pid, String stat) {
        // The name in parentheses may itself hold blanks and parentheses; the fields after it hold none.
        int at = stat.lastIndexOf(')') + 2;
        char state = stat.charAt(at);
        if (state == 'Z' || state == 'X' || state == 'x') {
            return null;
        }
        for (int field = 0; field < FIELDS_FROM_STATE_TO_START; field++) {
            at = stat.indexOf(' ', at) + 1;
        }
        long start = Long.parseLong(stat.substring(at, stat.indexOf(' ', at)));
        return new ProcessIdentity(pid, start, SystemClocks.INSTANCE.bootId());
    }

    private static ProcessIdentity fromHandle(long pid) {
        Optional<ProcessHandle> handle = ProcessHandle.of(pid);
        if (handle.isEmpty() || !handle.get().isAlive()) {
            return null;
        }
        Optional<Instant> start = handle.get().info().startInstant();
        return new ProcessIdentity(pid, start.isPresent() ? start.get().toEpochMilli() : 0, "");
    }
}
