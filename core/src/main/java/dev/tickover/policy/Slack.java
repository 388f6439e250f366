package dev.tickover.policy;

import java.time.Duration;

/** Names the two small latitudes of every decision. There is no other threshold. */
public final class Slack {

    /** How much before its due instant a tick may start: an OS scheduler may pulse early. */
    public static final Duration EARLY = Duration.ofSeconds(5);

    /** How much after its due instant a tick still counts as timely; later it is a misfire. */
    public static final Duration LATE = Duration.ofSeconds(60);

    private Slack() {}
}
