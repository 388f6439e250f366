package dev.tickover.installer.conformance;

import dev.tickover.json.JsonLine;
import dev.tickover.state.Lease;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * Plays the protocol against a running host. No check makes it do real work: its ticks are for a schedule that nobody has
 * a handler for, and a host with work in hand is not asked to hand over.
 */
public final class ConformanceCheck {

    private static final String PING = "{\"v\":1,\"op\":\"ping\"}\n";
    private static final String STANDBY = "{\"v\":1,\"op\":\"standby\",\"pid\":1}\n";
    private static final String HAND_OVER = "{\"v\":1,\"op\":\"hand-over\",\"pid\":1}\n";
    private static final String NOBODYS = "check-host-of-nobody";
    private static final int SILENT = 64;

    /** Handlers that run may end first, and work is saved. */
    private static final int HAND_OVER_PATIENCE = 3;

    private static final int LOOKS = 50;

    private final String appId;
    private final Lease lease;
    private final LeaseLook leases;
    private final long patienceMs;
    private final List<CheckResult> findings = new ArrayList<>();

    /** A look at the application's lease. */
    @FunctionalInterface
    public interface LeaseLook {
        /**
         * Reads the lease.
         *
         * @return the newest one, open or closed; null if there is none
         * @throws IOException if it cannot be read
         */
        Lease read() throws IOException;
    }

    /**
     * Makes a check.
     *
     * @param appId the application
     * @param lease the host's lease
     * @param leases reads the application's lease again
     * @param patienceMs how long the host may take for an answer, in milliseconds
     */
    public ConformanceCheck(String appId, Lease lease, LeaseLook leases, long patienceMs) {
        this.appId = appId;
        this.lease = lease;
        this.leases = leases;
        this.patienceMs = patienceMs;
    }

    /** One thing that is tried; returns what the host got wrong, or an empty text. */
    @FunctionalInterface
    private interface Probe {
        String problem(Caller caller) throws IOException;
    }

    /**
     * Runs all checks. A host that can hand over has another generation afterwards, or is no longer the active one.
     *
     * @return what each came to, in order
     */
    public List<CheckResult> run() {
        findings.clear();
        try (Caller standby = call(patienceMs)) {
            standby.says(STANDBY);
            checkRequests();
            String closed = "expected that it ends with the host and no sooner, whatever is answered; it is closed";
            addResult("a standby's connection stays open all the time", standby.isClosed() ? closed : "");
            if (!isAtWork()) {
                addResult("asked to hand over, it gives its lease back, or does not support that", handOver(standby));
            }
        } catch (IOException failed) {
            addResult("a standby can connect", String.valueOf(failed.getMessage()));
        }
        return List.copyOf(findings);
    }

    private Caller call(long waitMs) throws IOException {
        return Caller.to(lease.socket(), waitMs);
    }

    private void addResult(String check, String problem) {
        findings.add(new CheckResult(check, problem));
    }

    private boolean isAtWork() {
        try (Caller caller = call(patienceMs)) {
            JsonLine answer = caller.says(PING).answer();
            return answer == null || answer.number("work", 0) > 0;
        } catch (IOException silent) {
            return true;
        }
    }

    /** A host may leave it to others to take over by force; one that helps must do all of it. */
    private String handOver(Caller standby) {
        try (Caller caller = call(HAND_OVER_PATIENCE * patienceMs)) {
            JsonLine answer = caller.says(HAND_OVER).answer();
            String problem = oneOf(answer, List.of("done", "unsupported"));
            boolean isDone = problem.isEmpty() && "done".equals(answer.text("status", ""));
            return isDone ? handedOver(standby) : problem;
        } catch (IOException failed) {
            return String.valueOf(failed.getMessage());
        }
    }

    /** Here nobody takes the lease that it is ready to lose. */
    private String handedOver(Caller standby) throws IOException {
        for (int looks = 0; isHeld(); looks++) {
            if (looks == LOOKS) {
                return "it answered \"status\":\"done\": expected that it gives its lease back once nobody takes it";
            }
            LockSupport.parkNanos(patienceMs * 1_000_000 / LOOKS);
        }
        return standby.awaitsEnd() ? "" : "it gave the lease back: expected that the connections of standbys end too";
    }

    private boolean isHeld() throws IOException {
        Lease now = leases.read();
        return now != null && now.open() && now.generation() == lease.generation();
    }

    private void checkRequests() {
        check("a ping is answered with alive", caller -> alive(caller.says(PING)));
        check(
                "members that it does not know are ignored",
                caller -> alive(caller.says("{\"later\":\"x\",\"v\":1,\"op\":\"ping\",\"more\":true}\n")));
        check(
                "a line may come in pieces",
                caller -> alive(caller.says(PING.substring(0, 9)).says(PING.substring(9))));
        check("two requests may come at once, and both are answered", caller -> {
            String first = alive(caller.says(PING + PING));
            return first.isEmpty() ? alive(caller) : first;
        });
        check("an unknown op is unsupported", caller -> unsupported(caller.says("{\"v\":1,\"op\":\"sing\"}\n")));
        check("and the connection goes on after it", caller -> {
            unsupported(caller.says("{\"v\":1,\"op\":\"sing\"}\n"));
            return alive(caller.says(PING));
        });
        check("another version is unsupported", caller -> unsupported(caller.says(tick(99, appId, "a"))));
        check(
                "a tick for a schedule without a handler is unsupported",
                caller -> unsupported(caller.says(tick(1, appId, "b"))));
        check("and so is its duplicate", caller -> {
            unsupported(caller.says(tick(1, appId, "c")));
            return unsupported(caller.says(tick(1, appId, "c")));
        });
        check(
                "a tick for another application is unsupported",
                caller -> unsupported(caller.says(tick(1, appId + ".other", "d"))));
        check(
                "a look at a schedule is done, or unsupported",
                caller ->
                        doneOrUnsupported(caller.says("{\"v\":1,\"op\":\"look\",\"schedule\":\"" + NOBODYS + "\"}\n")));
        check("it is not ended by the fencing of another generation", caller -> {
            String problem = doneOrUnsupported(caller.says("{\"v\":1,\"op\":\"fenced\",\"generation\":0}\n"));
            return problem.isEmpty() ? alive(caller.says(PING)) : problem;
        });
        check("a line that is no JSON harms nobody", caller -> notAccepted(caller.says("hello?\n")));
        check(
                "nor do bytes that are no UTF-8",
                caller -> notAccepted(caller.says(new byte[] {(byte) 0xff, 0, (byte) 0xc0, '\n'})));
        check(
                "nor does a line of more than 64 KiB",
                caller -> notAccepted(
                        caller.says("{\"v\":1,\"op\":\"ping\",\"x\":\"" + "y".repeat(80 * 1024) + "\"}\n")));
        check("nor does half a line and silence", caller -> {
            caller.says("{\"v\":1,\"op\":\"ti");
            return "";
        });
        check("nor does a tick that is withdrawn before it is answered", caller -> {
            caller.says(tick(1, appId, "e"));
            return "";
        });
        check("with " + SILENT + " connections that say nothing, a ping is still answered", caller -> silent());
    }

    private void check(String what, Probe probe) {
        String problem;
        try (Caller caller = call(patienceMs)) {
            problem = probe.problem(caller);
        } catch (IOException failed) {
            problem = String.valueOf(failed.getMessage());
        }
        addResult(what, problem.isEmpty() ? after() : problem);
    }

    /** Whatever was tried, the next client must be served. */
    private String after() {
        try (Caller caller = call(patienceMs)) {
            String problem = alive(caller.says(PING));
            return problem.isEmpty() ? "" : "afterwards, a ping: " + problem;
        } catch (IOException failed) {
            return "afterwards, a ping: " + failed.getMessage();
        }
    }

    private String silent() throws IOException {
        List<Caller> callers = new ArrayList<>();
        try {
            for (int i = 0; i < SILENT; i++) {
                callers.add(call(patienceMs));
            }
            return after();
        } finally {
            for (Caller caller : callers) {
                caller.close();
            }
        }
    }

    private String alive(Caller caller) throws IOException {
        JsonLine answer = caller.answer();
        if (answer == null) {
            return "it closed the connection";
        }
        if (!"alive".equals(answer.text("status", ""))) {
            return "expected \"status\":\"alive\", got " + answer.write();
        }
        long generation = lease.generation();
        if (answer.number("generation", generation) != generation) {
            return "it says generation " + answer.number("generation", 0) + ", its lease " + generation;
        }
        long pid = lease.process().pid();
        if (answer.number("pid", pid) != pid) {
            return "it says process " + answer.number("pid", 0) + ", its lease " + pid;
        }
        return answer.number("work", -1) < 0 ? "it does not say how much work is in hand: " + answer.write() : "";
    }

    private static String unsupported(Caller caller) throws IOException {
        return oneOf(caller.answer(), List.of("unsupported"));
    }

    private static String doneOrUnsupported(Caller caller) throws IOException {
        return oneOf(caller.answer(), List.of("done", "unsupported"));
    }

    private static String oneOf(JsonLine answer, List<String> statuses) {
        if (answer == null) {
            return "it closed the connection instead of answering";
        }
        return statuses.contains(answer.text("status", ""))
                ? ""
                : "expected \"status\":\"" + String.join("\" or \"", statuses) + "\", got " + answer.write();
    }

    /** A host may answer garbage or close the connection; it must not take it for a request. */
    private static String notAccepted(Caller caller) {
        try {
            JsonLine answer = caller.answer();
            String status = answer == null ? "" : answer.text("status", "");
            return status.isEmpty() || status.equals("unsupported") ? "" : "it answered " + answer.write();
        } catch (IOException silent) {
            return "";
        }
    }

    private static String tick(int version, String app, String id) {
        String unique = NOBODYS + "@" + id;
        return "{\"v\":" + version + ",\"op\":\"tick\",\"app\":\"" + app + "\",\"schedule\":\"" + NOBODYS
                + "\",\"id\":\"" + unique + "\",\"due\":\"2026-01-01T00:00:00Z\",\"reason\":\"manual\","
                + "\"missed\":0,\"attempt\":1,\"timeoutMs\":1000,\"graceMs\":0}\n";
    }
}
