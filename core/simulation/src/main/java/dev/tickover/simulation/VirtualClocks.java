package dev.tickover.simulation;

import dev.tickover.machine.Clocks;
import dev.tickover.policy.Stamp;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/**
 * Shows the clocks of a simulated machine: real time, which nothing can step, and what follows from it. Not safe for use
 * by many threads.
 */
@SuppressWarnings("exports") // A test author reads them; only Tickover's own modules take them as clocks.
public final class VirtualClocks implements Clocks {

    private final Instant origin;
    private ZoneId zone;
    private long age;
    private long asleep;
    private long bootedAt;
    private long stepped;
    private int boots = 1;

    /**
     * Starts the clocks.
     *
     * @param start what the wall clock shows first
     * @param zone the zone of the machine's local time
     */
    public VirtualClocks(Instant start, ZoneId zone) {
        this.origin = start;
        this.zone = zone;
    }

    @Override
    public Instant wall() {
        return origin.plusMillis(age + stepped);
    }

    @Override
    public Duration sinceBoot() {
        return Duration.ofMillis(age - bootedAt);
    }

    @Override
    public String bootId() {
        return "boot-" + boots;
    }

    @Override
    public long awakeNanos() {
        return (age - asleep) * 1_000_000;
    }

    @Override
    public ZoneId zone() {
        return zone;
    }

    /** {@return the real time since the simulation began} */
    public Duration age() {
        return Duration.ofMillis(age);
    }

    /**
     * Reads the clocks that decisions go by.
     *
     * @return the moment
     */
    public Stamp now() {
        return new Stamp(wall(), sinceBoot(), bootId());
    }

    /**
     * Lets time pass awake.
     *
     * @param time the time, not negative
     */
    public void pass(Duration time) {
        age += time.toMillis();
    }

    /**
     * Sets the wall clock forth or back.
     *
     * @param by by how much
     */
    public void step(Duration by) {
        stepped += by.toMillis();
    }

    /** Begins a new boot. */
    public void boot() {
        boots++;
        bootedAt = age;
    }

    Instant origin() {
        return origin;
    }

    long ageMillis() {
        return age;
    }

    long awakeMillis() {
        return age - asleep;
    }

    int boots() {
        return boots;
    }

    /** Returns the real time at which the wall clock will show an instant, unless it is stepped before. */
    long ageAt(Instant wall) {
        return wall.toEpochMilli() - origin.toEpochMilli() - stepped;
    }

    void passTo(long newAge, boolean awake) {
        asleep += awake ? 0 : newAge - age;
        age = newAge;
    }

    void moveTo(ZoneId newZone) {
        zone = newZone;
    }
}
