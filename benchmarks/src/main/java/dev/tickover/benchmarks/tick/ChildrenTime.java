package dev.tickover.benchmarks.tick;

import com.sun.jna.Function;
import com.sun.jna.Memory;
import com.sun.jna.Platform;
import java.util.OptionalDouble;

/**
 * The CPU time, user and system, of all children that have ended and been waited for: getrusage(2),
 * {@code RUSAGE_CHILDREN}. {@code /proc} has it too, but in steps of 10 ms, half of a tick.
 */
final class ChildrenTime {

    private static final int RUSAGE_CHILDREN = -1;

    /** {@code struct rusage} begins with two {@code struct timeval}, of 16 bytes on 64-bit systems; 144 bytes in all. */
    private static final int SIZE = 256;

    private static final int SYSTEM_TIME = 16;
    private static final int MICROSECONDS = 8;

    private ChildrenTime() {}

    /** Returns the time in milliseconds; empty on Windows, and where native functions cannot be called. */
    static OptionalDouble millis() {
        if (Platform.isWindows() || !Platform.is64Bit()) {
            return OptionalDouble.empty();
        }
        try (Memory usage = new Memory(SIZE)) {
            usage.clear();
            int failed = Function.getFunction(Platform.C_LIBRARY_NAME, "getrusage")
                    .invokeInt(new Object[] {RUSAGE_CHILDREN, usage});
            return failed == 0
                    ? OptionalDouble.of(millis(usage, 0) + millis(usage, SYSTEM_TIME))
                    : OptionalDouble.empty();
        } catch (LinkageError unavailable) {
            return OptionalDouble.empty();
        }
    }

    private static double millis(Memory usage, int at) {
        return usage.getLong(at) * 1e3 + usage.getInt(at + MICROSECONDS) / 1e3;
    }
}
