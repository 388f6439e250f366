package dev.tickover.host;

import dev.tickover.ipc.HostServer;
import dev.tickover.ipc.Peer;
import dev.tickover.ipc.Protocol;
import dev.tickover.json.JsonLine;
import dev.tickover.schedule.Schedule;
import dev.tickover.schedule.UtcText;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/** Answers what tick clients ask of a host. Runs on the server's thread and never waits. */
final class HostRequests implements HostServer.Requests {

    private static final long LONGEST_MS = Duration.ofDays(366).toMillis();

    private final String appId;
    private final long generation;
    private final long pid;
    private final TickRuns runs;
    private final WorkInHand work;
    private final OwnPulses pulses;
    private final Runnable whenPinged;
    private final Runnable whenFenced;
    private final Consumer<Peer> whenAsked;

    HostRequests(
            String appId,
            long generation,
            long pid,
            TickRuns runs,
            WorkInHand work,
            OwnPulses pulses,
            Runnable whenPinged,
            Runnable whenFenced,
            Consumer<Peer> whenAsked) {
        this.whenAsked = whenAsked;
        this.whenPinged = whenPinged;
        this.whenFenced = whenFenced;
        this.appId = appId;
        this.generation = generation;
        this.pid = pid;
        this.runs = runs;
        this.work = work;
        this.pulses = pulses;
    }

    @Override
    public void handle(Peer peer, JsonLine line) {
        if (line.number("v", 0) != Protocol.VERSION) {
            peer.send(answer(Protocol.UNSUPPORTED).put("message", "this host speaks version " + Protocol.VERSION));
            return;
        }
        String op = line.text(Protocol.OP, "");
        switch (op) {
            case Protocol.TICK -> tick(peer, line);
            case Protocol.PING -> {
                peer.send(alive());
                whenPinged.run();
            }
            case Protocol.FENCED -> {
                whenFenced.run();
                peer.send(answer(Protocol.DONE));
            }
            case Protocol.STANDBY -> peer.send(answer(Protocol.ACCEPTED));
            case Protocol.HAND_OVER -> whenAsked.accept(peer);
            case Protocol.LOOK -> {
                look(line.text("schedule", ""));
                peer.send(answer(Protocol.DONE));
            }
            default -> peer.send(answer(Protocol.UNSUPPORTED));
        }
    }

    private JsonLine alive() {
        long oldest =
                Math.max(work.oldestProgress().toMillis(), runs.longestOverdue().toMillis());
        return answer(Protocol.ALIVE)
                .put("generation", generation)
                .put("pid", pid)
                .put("work", work.count() + runs.count())
                .put("oldestProgressMs", oldest);
    }

    /** Names from outside become file names: what is no schedule's name is nobody's. */
    private void look(String schedule) {
        if (Schedule.isName(schedule)) {
            pulses.request(schedule);
        }
    }

    private void tick(Peer peer, JsonLine line) {
        String id = line.text("id", "");
        String schedule = line.text("schedule", "");
        if (!peer.isOpen()) {
            // Withdrawn while this process was frozen: what is owed is decided anew, and is one tick, not many.
            look(schedule);
            return;
        }
        ReceivedTick tick;
        try {
            tick = read(line, schedule, id);
        } catch (IllegalArgumentException malformed) {
            peer.send(answer(Protocol.UNSUPPORTED).put("id", id).put("message", malformed.getMessage()));
            return;
        }
        runs.run(tick, new Answering(peer, id));
    }

    private ReceivedTick read(JsonLine line, String schedule, String id) {
        if (!appId.equals(line.text("app"))) {
            throw new IllegalArgumentException("this is the host of " + appId + ", not of " + line.text("app"));
        }
        if (id.isEmpty() || schedule.isEmpty()) {
            throw new IllegalArgumentException("a tick needs an id and a schedule");
        }
        Instant due = UtcText.parse(line.text("due", ""));
        String wakes = line.text("wakes", "");
        return new ReceivedTick(
                schedule,
                id,
                due,
                line.text("reason", ""),
                wakes.isEmpty() ? List.of() : List.of(wakes.split(",")),
                (int) Math.max(0, Math.min(line.number("missed", 0), Integer.MAX_VALUE)),
                (int) Math.max(1, Math.min(line.number("attempt", 1), Integer.MAX_VALUE)),
                Duration.ofMillis(Math.max(1, Math.min(line.number("timeoutMs", 600_000), LONGEST_MS))),
                Duration.ofMillis(Math.max(0, Math.min(line.number("graceMs", 30_000), LONGEST_MS))));
    }

    private static JsonLine answer(String status) {
        return new JsonLine().put("v", Protocol.VERSION).put(Protocol.STATUS, status);
    }

    /** Tells a peer what becomes of its tick. */
    private record Answering(Peer peer, String id) implements TickRuns.Listener {

        private void send(String status, String message) {
            JsonLine line =
                    new JsonLine().put("v", Protocol.VERSION).put("id", id).put(Protocol.STATUS, status);
            peer.send(message == null ? line : line.put("message", message));
        }

        @Override
        public void accepted() {
            send(Protocol.ACCEPTED, null);
        }

        @Override
        public void duplicate() {
            send(Protocol.DUPLICATE, null);
        }

        @Override
        public void refused(String why) {
            send(Protocol.UNSUPPORTED, why);
        }

        @Override
        public void done() {
            send(Protocol.DONE, null);
        }

        @Override
        public void failed(String message) {
            send(Protocol.FAILED, message);
        }

        @Override
        public void putOff(String why) {
            peer.send(new JsonLine()
                    .put("v", Protocol.VERSION)
                    .put("id", id)
                    .put(Protocol.STATUS, Protocol.BUSY)
                    .put("retryAfterMs", TickHost.PUT_OFF.toMillis())
                    .put("message", why));
        }
    }
}
