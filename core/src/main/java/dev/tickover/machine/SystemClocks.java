package dev.tickover.machine;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/**
 * Reads the clocks of this machine. On Linux the time since boot comes from {@code /proc/uptime}, which includes time
 * spent in suspend (proc(5)), and the boot id from {@code /proc/sys/kernel/random/boot_id} (random(4)).
 */
final class SystemClocks implements Clocks {

    static final Clocks INSTANCE = new SystemClocks();

    /** No process outlives a boot. */
    private volatile String bootId;

    private SystemClocks() {}

    @Override
    public Instant wall() {
        return Instant.ofEpochMilli(System.currentTimeMillis());
    }

    @Override
    public Duration sinceBoot() {
        String uptime = SmallFiles.readOrEmpty("/proc/uptime");
        int point = uptime.indexOf('.');
        if (point < 0 || uptime.length() < point + 3) {
            return Duration.ZERO;
        }
        long seconds = Long.parseLong(uptime.substring(0, point));
        long hundredths = Long.parseLong(uptime.substring(point + 1, point + 3));
        return Duration.ofMillis(seconds * 1000 + hundredths * 10);
    }

    @Override
    public String bootId() {
        String id = bootId;
        if (id == null) {
            id = SmallFiles.readOrEmpty("/proc/sys/kernel/random/boot_id").strip();
            bootId = id;
        }
        return id;
    }

    @Override
    public long awakeNanos() {
        return System.nanoTime();
    }

    @Override
    public ZoneId zone() {
        return ZoneId.systemDefault();
    }

    @Override
    public String zoneFingerprint() {
        return ZoneFingerprint.read();
    }
}
