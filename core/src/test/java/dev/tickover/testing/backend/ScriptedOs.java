package dev.tickover.testing.backend;

import dev.tickover.backend.Translation;
import dev.tickover.machine.CommandRunner;
import dev.tickover.machine.Environment;
import java.time.Duration;
import java.util.List;

/**
 * Behaves as one OS scheduler does towards the commands that plans hold, with the files of a folder that is its user's
 * home. It can be told to fail at any command.
 */
public interface ScriptedOs extends CommandRunner {

    /** Describes its user. */
    Environment environment();

    /** Lets time pass. */
    @Override
    default void pause(Duration duration) {}

    /**
     * Fails the command of that number, counted from 0 and from now, once; none if it is negative.
     *
     * @param whenDone after the command did its work, or half of it; otherwise before
     */
    void failAt(int number, boolean whenDone);

    /** Returns the commands since the last {@link #failAt}. */
    List<String> log();

    /** Returns all that a user could tell a difference by, comparable with equals. */
    Object snapshot();

    /** Disables an entry, of which it is given the name in the scheduler, as a user would by hand. */
    void disable(String osName);

    /** Changes what an entry runs, as a user would by hand with an editor. */
    void edit(String osName);

    /** Returns what was started without its time having come, in the scheduler's words. */
    List<String> started();

    /** Takes the command of an entry apart as this OS does: what the program would find in its arguments. */
    List<String> wordsRunBy(Translation translation, String entry);
}
