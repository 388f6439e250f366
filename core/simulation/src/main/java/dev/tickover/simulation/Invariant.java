package dev.tickover.simulation;

/** Is a promise that holds whatever happens to the machine. */
public enum Invariant {
    /** Two tick starts of a schedule are never less than its spacing apart. */
    I1("no bursts"),
    /** What is due is answered within interval, spacing and stated lateness, while the machine lets it. */
    I2("no silent gaps"),
    /** With {@code latest}, an outage of any length ends in one tick, which names its count. */
    I3("one catch-up"),
    /** What is served is the same with and without wakes. */
    I4("wakes do not delay"),
    /** Every accepted wake is followed by a tick that started after it. */
    I5("no lost wake"),
    /** A tick is delivered again after a crash, with the attempt counted, and never run again once completed. */
    I6("at least once, and told"),
    /** Each host has a higher generation than all before it, and only the latest works. */
    I7("fencing"),
    /** Every due instant ends exactly once. */
    I8("full account"),
    /** A slow tick of one schedule never delays another schedule. */
    I9("locality"),
    /** While any attached process is healthy, what is due is delivered in time, each attempt by one generation only. */
    I13("no orphan");

    private final String title;

    Invariant(String title) {
        this.title = title;
    }

    /** {@return what it promises; a few words} */
    public String title() {
        return title;
    }
}
