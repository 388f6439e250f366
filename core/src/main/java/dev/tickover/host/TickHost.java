package dev.tickover.host;

import dev.tickover.machine.Environment;
import dev.tickover.state.AppFolder;
import dev.tickover.state.CheckpointStore;
import dev.tickover.state.FencedException;
import dev.tickover.tick.Machine;
import dev.tickover.tick.WakeRequest;
import java.io.File;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * An application's end of Tickover: attached, it is a host that receives the ticks of the application's schedules.
 *
 * <pre>{@code
 * try (TickHost host = TickHost.attach("com.example.alma")) {
 *     host.onTick("heartbeat", tick -> beat(tick));
 *     ...
 * }
 * }</pre>
 *
 * <p>One host of an application is active; all others stand by, and one of them takes over when the active one closes, ends
 * or hangs. Handlers are registered the same way in both states. A host that was replaced changes nothing more, stands by
 * in its turn, and may become active again.
 *
 * <p>An idle host costs no processor time: one thread sleeps on a socket, and no timer runs unless something is deferred.
 * Its threads do not keep the process alive; nor do those in which handlers run, where the JDK has virtual threads. Safe
 * for use by many threads.
 */
public final class TickHost implements AutoCloseable {

    /** When a tick is tried again that work in hand would not let run. */
    static final Duration PUT_OFF = Duration.ofSeconds(30);

    private final AppFolder folder;
    private final Machine machine;
    private final CheckpointStore checkpoints;
    private final HostTerms terms;

    private TickHost(String appId, AppFolder folder, Executor executor, Machine machine, File shortFolder) {
        this.folder = folder;
        this.machine = machine;
        this.checkpoints = new CheckpointStore(folder);
        this.terms = new HostTerms(appId, folder, executor, machine, shortFolder);
    }

    private TickHost begin(Takeover takeover) throws IOException {
        terms.begin(takeover);
        return this;
    }

    /** Attaches on a given machine to the application of a state folder that is known already. */
    static TickHost attach(String appId, AppFolder folder, Executor executor, Takeover takeover, Machine machine)
            throws IOException {
        return new TickHost(appId, folder, executor, machine, folder.path()).begin(takeover);
    }

    /**
     * Attaches to an installed application. The host is active at once if no other is, or if the one that is hangs; else
     * it stands by. What is owed is handed over as soon as the host is active and has a handler for it.
     *
     * @param appId the application's id
     * @return the host; close it to detach
     * @throws AttachException if the application is not installed for this user
     * @throws IOException if its state folder cannot be read or written
     */
    public static TickHost attach(String appId) throws IOException {
        return attach(appId, Takeover.WHEN_FREE);
    }

    /**
     * Attaches to an installed application.
     *
     * @param appId the application's id
     * @param takeover whether to take over from another host on purpose, which may take some seconds
     * @return the host, active at once with {@link Takeover#NOW}; close it to detach
     * @throws AttachException if the application is not installed for this user
     * @throws IOException if its state folder cannot be read or written
     */
    public static TickHost attach(String appId, Takeover takeover) throws IOException {
        return attach(appId, takeover, new HandlerThreads());
    }

    /**
     * Attaches, and has handlers run by an executor of the application's own.
     *
     * @param appId the application's id
     * @param takeover whether to take over from another host on purpose, which may take some seconds
     * @param executor runs handlers, each of which may wait for work in hand; it must not run them in the calling thread
     * @return the host; close it to detach
     * @throws AttachException if the application is not installed for this user
     * @throws IOException if its state folder cannot be read or written
     */
    public static TickHost attach(String appId, Takeover takeover, Executor executor) throws IOException {
        Objects.requireNonNull(takeover, "takeover");
        Objects.requireNonNull(executor, "executor");
        Environment environment = Environment.current();
        AppFolder folder = HostFolder.find(appId, environment);
        String otherFolder = File.separatorChar == '/' ? "/tmp" : folder.path().getPath();
        File shortFolder = new File(environment.variable("XDG_RUNTIME_DIR").orElse(otherFolder));
        return new TickHost(appId, folder, executor, Machine.system(), shortFolder).begin(takeover);
    }

    /** {@return whether this is the active host of its application now} */
    public boolean isActive() {
        return terms.active() != null;
    }

    /**
     * Listens to what happens in this host. The first event comes at once and says whether it is
     * active or stands by. It may come twice if that changes at the same time; the last one is true.
     *
     * @param listener receives each event in the thread that causes it, so it must be quick. What it throws goes to
     *     that thread's uncaught-exception handler, and changes nothing else
     * @return the registration; closing it ends the listening
     */
    public Registration onEvent(Consumer<HostEvent> listener) {
        Objects.requireNonNull(listener, "listener");
        return terms.listen(listener);
    }

    /**
     * Registers the handler of a schedule's ticks, in place of the one before. What is owed is delivered at once, or when
     * this host becomes active.
     *
     * @param schedule the schedule's name
     * @param handler does the work
     * @return the registration; closing it takes the handler back, if it is still the current one
     */
    public Registration onTick(String schedule, TickHandler handler) {
        Objects.requireNonNull(schedule, "schedule");
        Registration registration = terms.handlers().register(schedule, Objects.requireNonNull(handler, "handler"));
        ActiveHost term = terms.active();
        if (term != null) {
            term.request(schedule);
        }
        return registration;
    }

    /**
     * Begins a piece of work during which ticks wait, up to the schedule's grace.
     *
     * @param id what it is, for people; with it, the next host finds what the work saved of itself
     * @return the work; close it when it has ended
     */
    public Work beginWork(String id) {
        return terms.work().begin(Objects.requireNonNull(id, "id"));
    }

    /**
     * Finds what a piece of work last saved of itself, in this host or in one before that crashed, hung or closed before
     * the work had ended.
     *
     * @param workId the id it was begun with
     * @return its state; empty if it saved none since it last ended
     * @throws IOException if it is there but cannot be read
     */
    public Optional<byte[]> checkpoint(String workId) throws IOException {
        return checkpoints.find(workId);
    }

    /**
     * Lists the pieces of work that saved something of themselves and have not ended.
     *
     * @return their ids, sorted
     */
    public SortedSet<String> checkpoints() {
        return checkpoints.ids();
    }

    /**
     * Asks for a tick outside the recurrence. The request is written down before this returns and then goes through the
     * same rules as every tick: it is served now, or after the spacing, by whoever comes first.
     *
     * @param schedule the schedule's name
     * @param reason why: 1 to 128 printable ASCII characters without blanks and commas
     * @return true if it is accepted; false if the schedule is paused or disabled
     * @throws NotActiveException if this host is not the active one; nothing is written
     * @throws IOException if there is no such schedule, or its state cannot be read or written
     * @throws IllegalArgumentException if the reason is malformed
     */
    public boolean wake(String schedule, String reason) throws IOException {
        ActiveHost term = terms.active();
        if (term == null) {
            throw new NotActiveException("this host stands by: another one is active");
        }
        try {
            boolean accepted = WakeRequest.accept(folder, schedule, reason, machine, term.fence())
                    .isEmpty();
            if (accepted) {
                term.request(schedule);
            }
            term.glance();
            return accepted;
        } catch (FencedException over) {
            term.fenced(over);
            throw new NotActiveException(over.getMessage());
        }
    }

    /**
     * {@return this host's generation, from 1, each of an application higher than all before; 0 while it stands by}
     */
    public long generation() {
        ActiveHost term = terms.active();
        return term == null ? 0 : term.generation();
    }

    /**
     * Detaches: takes no further tick, waits up to ten seconds for handlers that run, and gives the lease back. What a
     * handler still does then is delivered again to the next host, with the same id. Closing again only waits for that.
     * Called by a handler or a listener of this host, it returns at once, and the host detaches when that has ended.
     *
     * @throws IOException if the lease cannot be written; the host then counts as crashed once its process ends
     */
    @Override
    public void close() throws IOException {
        terms.close();
    }
}
