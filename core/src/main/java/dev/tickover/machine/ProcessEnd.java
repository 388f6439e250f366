package dev.tickover.machine;

import java.io.File;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** Ends exactly one process, politely first; and tells how a process that does not answer is kept from it. */
public final class ProcessEnd {

    private static final long LOOK_EVERY_NANOS = 20_000_000;

    private ProcessEnd() {}

    /** Tells how a process ended. */
    public enum Result {
        /** It was gone before it was asked. */
        GONE,
        /** It ended when asked to (SIGTERM). */
        POLITELY,
        /** It was made to (SIGKILL). */
        FIRMLY,
        /** It is still there: it belongs to another user, or hangs in the kernel. */
        STILL_THERE
    }

    /**
     * Ends a process and waits for its end. Right before each signal it is made sure that the process is the one meant,
     * and none that has its pid by now; that of this process itself is never ended.
     *
     * @param processes the machine's processes
     * @param clocks the machine's clocks
     * @param identity the process
     * @param politeMs how long it may take to end when asked, in milliseconds
     * @param firmMs how long to wait for its end when it is made to, in milliseconds
     * @return how it ended
     */
    public static Result end(Processes processes, Clocks clocks, ProcessIdentity identity, long politeMs, long firmMs) {
        if (!processes.isAlive(identity)) {
            return Result.GONE;
        }
        if (identity.pid() == processes.self().pid()) {
            return Result.STILL_THERE;
        }
        signal(processes, identity, false);
        if (isGoneWithin(processes, clocks, identity, politeMs)) {
            return Result.POLITELY;
        }
        signal(processes, identity, true);
        return isGoneWithin(processes, clocks, identity, firmMs) ? Result.FIRMLY : Result.STILL_THERE;
    }

    private static void signal(Processes processes, ProcessIdentity identity, boolean firmly) {
        // The handle first: it holds the start time of whoever has the pid now, and the JDK compares that once more in
        // the native call that sends the signal. If it is not the process meant, nothing is sent.
        Optional<ProcessHandle> handle = ProcessHandle.of(identity.pid());
        if (handle.isPresent() && processes.isAlive(identity)) {
            if (firmly) {
                handle.get().destroyForcibly();
            } else {
                handle.get().destroy();
            }
        }
    }

    private static boolean isGoneWithin(Processes processes, Clocks clocks, ProcessIdentity identity, long millis) {
        long end = clocks.awakeNanos() + millis * 1_000_000;
        while (processes.isAlive(identity)) {
            if (clocks.awakeNanos() > end) {
                return false;
            }
            LockSupport.parkNanos(LOOK_EVERY_NANOS);
        }
        return true;
    }

    /**
     * Tells why a process is not scheduled at all: stopped by a signal (state T in {@code /proc/PID/stat}, proc(5)) or
     * frozen with its control group ({@code cgroup.events}, cgroups(7)).
     *
     * @param pid the process id
     * @return why, for people; empty if it is scheduled, or the system does not tell
     */
    public static String whyNotScheduled(long pid) {
        String stat = SmallFiles.readOrEmpty("/proc/" + pid + "/stat");
        int stateAt = stat.lastIndexOf(')') + 2;
        if (stateAt > 1 && stateAt < stat.length() && (stat.charAt(stateAt) == 'T' || stat.charAt(stateAt) == 't')) {
            return "it is stopped by a signal or a debugger";
        }
        String groups = SmallFiles.readOrEmpty("/proc/" + pid + "/cgroup");
        int unified = groups.indexOf("0::/");
        if (unified >= 0) {
            int end = groups.indexOf('\n', unified);
            String group = groups.substring(unified + 3, end < 0 ? groups.length() : end);
            File events = new File("/sys/fs/cgroup" + group, "cgroup.events");
            if (SmallFiles.readOrEmpty(events.getPath()).contains("frozen 1")) {
                return "its control group is frozen";
            }
        }
        return "";
    }
}
