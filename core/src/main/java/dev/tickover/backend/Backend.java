package dev.tickover.backend;

import dev.tickover.machine.Command;
import dev.tickover.machine.CommandResult;
import dev.tickover.machine.CommandRunner;
import dev.tickover.machine.Environment;
import dev.tickover.machine.Scope;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Is one OS scheduler. A backend plans purely: {@link #translate}, {@link #install}, {@link #uninstall} and {@link
 * #kick} read and change nothing, so they work on any machine for any OS; only {@link #probe} and {@link #inspect} look
 * at the machine. One executor applies any plan. Implementations have no state and are safe for use by many threads;
 * they are found by {@link java.util.ServiceLoader}.
 */
public interface Backend {

    /**
     * Returns the name that {@code plan --target} takes.
     *
     * @return {@code systemd}, {@code launchd} or {@code windows-task}
     */
    String name();

    /**
     * Looks whether this scheduler can be used here and now.
     *
     * @param scope for whom
     * @param environment the machine
     * @param runner runs the scheduler's own tools
     * @return available, with notes for people such as "lingering is off"; or unavailable, with the reason
     */
    Availability probe(Scope scope, Environment environment, CommandRunner runner);

    /**
     * Renders what would be installed.
     *
     * @param deployment the application and where it goes
     * @return for each schedule its documents, triggers, cost and losses
     */
    Translation translate(Deployment deployment);

    /**
     * Looks at what is installed and in force for an application.
     *
     * @param address the application
     * @param environment the machine
     * @param runner runs the scheduler's own tools
     * @return the entries found, with their documents as they stand
     */
    Inventory inspect(AppAddress address, Environment environment, CommandRunner runner);

    /**
     * Plans the way from what is there to what should be there: creates, replaces and removes entries. Entries of
     * schedules that are gone are removed; entries that are right already are not touched.
     *
     * @param wanted what should be there, translated by this backend
     * @param current what is there
     * @param environment the machine
     * @return the steps; none if everything is in force already
     * @throws IllegalStateException if something is in the way that is not ours to replace; the message is for people
     */
    Plan install(Translation wanted, Inventory current, Environment environment);

    /**
     * Plans the removal of every trace of an application from the scheduler.
     *
     * @param address the application
     * @param current what is there
     * @param environment the machine
     * @return the steps; none if nothing is there
     */
    Plan uninstall(AppAddress address, Inventory current, Environment environment);

    /**
     * Plans one extra pulse of an entry, now, without waiting for it to end: one plain command, which may be kept.
     *
     * @param address the application
     * @param entry the schedule's name, or {@link dev.tickover.schedule.Schedule#SWEEP}
     * @param environment the machine
     * @return the step
     */
    PlanStep.Run kick(AppAddress address, String entry, Environment environment);

    /**
     * Explains why a command of one of this backend's plans failed, where its exit code alone tells little.
     *
     * @param command the command
     * @param result what became of it
     * @return what it means and what to do about it, one line for people; empty if there is nothing to add
     */
    default Optional<String> explain(Command command, CommandResult result) {
        return Optional.empty();
    }

    /**
     * Returns the folder in which this scheduler keeps the documents of its entries.
     *
     * @param scope for whom
     * @param environment the machine
     * @return an absolute path
     * @throws IllegalStateException if there is none, for want of a home folder; the message is for people
     */
    Path documentFolder(Scope scope, Environment environment);

    /**
     * Returns the folder in which this scheduler writes what the entries of an application print, if it appends there for
     * ever. The files in it that end in {@code .log} are then kept bounded by the sweep.
     *
     * @param address the application
     * @param environment the machine
     * @return an absolute path, of a folder of the application alone; empty if the scheduler bounds it itself, or keeps
     *     nothing
     * @throws IllegalStateException if there is none, for want of a home folder; the message is for people
     */
    default Optional<Path> logFolder(AppAddress address, Environment environment) {
        return Optional.empty();
    }

    /**
     * Returns the command that, put before an application's own start command, starts it detached so that it outlives
     * the tick client. It is stored at installation; the tick client runs it without any backend.
     *
     * @param address the application
     * @return the leading arguments; empty if a plain detached start outlives the tick client already
     */
    List<String> launcher(AppAddress address);
}
