package dev.tickover.installer.command;

import com.google.gson.JsonObject;
import dev.tickover.installer.UserException;
import dev.tickover.installer.install.StateFolders;
import dev.tickover.ipc.Protocol;
import dev.tickover.machine.ExitCode;
import dev.tickover.machine.ProcessIdentity;
import dev.tickover.machine.Processes;
import dev.tickover.state.AppFolder;
import dev.tickover.state.Compiled;
import dev.tickover.state.Lease;
import dev.tickover.state.LeaseStore;
import dev.tickover.tick.Attachment;
import dev.tickover.tick.Machine;
import dev.tickover.tick.SchedulePulse;
import dev.tickover.tick.SocketDelivery;
import dev.tickover.tick.Standby;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "attach",
        description =
                "Attaches a host in any language: waits until no other host is active, takes the lease, and hands over what"
                        + " is owed once the host listens.")
final class AttachCommand implements Callable<Integer> {

    /** No system reports the end of a process that is not a child of this one. */
    private static final long LOOK_EVERY_NS = 5_000_000_000L;

    private final Context context;

    @Parameters(paramLabel = "APP", description = "The application's id.")
    private String appId;

    @Option(names = "--pid", required = true, paramLabel = "PID", description = "The host's process id.")
    private long pid;

    @Option(
            names = "--take-over",
            description = "Replaces an active host at once: asks it to save its work and to hand over.")
    private boolean takeOver;

    @Option(names = "--no-wait", description = "Ends with exit code 75 if another host is active, and prints which.")
    private boolean noWait;

    AttachCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws IOException {
        AppFolder folder = StateFolders.findInstalled(context.platform().environment(), appId);
        Machine machine = context.platform().machine();
        ProcessIdentity host = machine.processes().find(pid);
        if (host == null) {
            throw new UserException(ExitCode.FAILED, "there is no process " + pid, "give the host's own process id");
        }
        Lease lease = take(folder, machine, host);
        JsonObject line = new JsonObject();
        line.addProperty("state", "active");
        line.addProperty("socket", lease.socket());
        line.addProperty("generation", lease.generation());
        print(line);
        if (!Attachment.waitUntilItListens(lease, machine)) {
            Attachment.detach(folder, lease.generation(), "it did not listen in time", machine);
            boolean lives = machine.processes().isAlive(host);
            throw new UserException(
                    ExitCode.TRY_LATER,
                    "process " + pid
                            + (lives
                                    ? " did not listen on " + lease.socket() + " within 30 s; the lease is free again"
                                    : " ended before it listened on " + lease.socket() + "; the lease is free again"),
                    "bind that socket, listen, then read newline-delimited JSON");
        }
        deliverOwed(folder, machine);
        return ExitCode.DONE;
    }

    private Lease take(AppFolder folder, Machine machine, ProcessIdentity host) throws IOException {
        String shortFolder =
                context.platform().environment().variable("XDG_RUNTIME_DIR").orElse("/tmp");
        try (Standby way = new Standby(folder, host, new File(shortFolder), machine)) {
            Optional<Lease> lease = takeOver ? way.takeOver() : way.tryNow();
            if (lease.isPresent()) {
                return lease.get();
            }
            if (noWait) {
                Lease held = new LeaseStore(folder, machine.processes()).read();
                throw new UserException(
                        ExitCode.TRY_LATER,
                        "process " + held.process().pid() + " is the active host of " + appId + ", with generation "
                                + held.generation(),
                        "leave out --no-wait to stand by behind it, or use --take-over to replace it");
            }
            JsonObject line = new JsonObject();
            line.addProperty("state", "standby");
            print(line);
            closeAfter(host, machine.processes(), way);
            return way.await()
                    .orElseThrow(() -> new UserException(
                            ExitCode.TRY_LATER,
                            "process " + pid + " ended while it stood by",
                            "start the host and attach it again"));
        }
    }

    /** Ends the wait of a host that has ended. */
    private static void closeAfter(ProcessIdentity host, Processes processes, Standby way) {
        Thread watch = new Thread(
                () -> {
                    while (processes.isAlive(host)) {
                        LockSupport.parkNanos(LOOK_EVERY_NS);
                    }
                    way.close();
                },
                "tickover-attach");
        watch.setDaemon(true);
        watch.start();
    }

    /** One line at once: whoever reads it waits for it. */
    private void print(JsonObject line) {
        context.out().println(Json.text(line));
        context.out().flush();
    }

    /** Each schedule by itself: what one handler takes must not keep another waiting. */
    private void deliverOwed(AppFolder folder, Machine machine) throws IOException {
        List<Thread> threads = new ArrayList<>();
        for (String schedule : Compiled.app(folder).schedules()) {
            Thread thread = new Thread(() -> look(folder, machine, schedule), "tickover-attach-" + schedule);
            threads.add(thread);
            thread.start();
        }
        for (Thread thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private void look(AppFolder folder, Machine machine, String schedule) {
        try {
            SchedulePulse.extra(
                            folder, schedule, machine, new SocketDelivery(folder, machine, Protocol.ANSWER_MS), null)
                    .step();
        } catch (IOException failed) {
            context.err().println("note: " + schedule + ": " + failed.getMessage());
        }
    }

    @Command(name = "detach", description = "Gives the lease back; one of another generation is not touched.")
    static final class Detach implements Callable<Integer> {

        private final Context context;

        @Parameters(paramLabel = "APP", description = "The application's id.")
        private String appId;

        @Option(names = "--generation", required = true, paramLabel = "N", description = "What attach printed.")
        private long generation;

        Detach(Context context) {
            this.context = context;
        }

        @Override
        public Integer call() throws IOException {
            AppFolder folder = StateFolders.find(context.platform().environment(), appId);
            boolean released =
                    Attachment.detach(folder, generation, "", context.platform().machine());
            context.out()
                    .println(
                            released
                                    ? "Detached generation " + generation + "."
                                    : "Generation " + generation + " is not attached; nothing was changed.");
            return ExitCode.DONE;
        }
    }
}
