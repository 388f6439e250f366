package dev.tickover.launchd;

import dev.tickover.backend.Inventory.Found;
import dev.tickover.backend.Repetition;
import dev.tickover.backend.Step;
import dev.tickover.machine.Command;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Makes the steps that load and unload one job. {@code bootout} ends before its work does: the label stays until the
 * job's process is gone, and a {@code bootstrap} meanwhile ends with 5. So each is followed by a wait, and bootstrap is
 * repeated within the same time.
 *
 * @param launchctl makes the commands
 */
record JobSteps(Launchctl launchctl) {

    private static final Duration PAUSE = Duration.ofMillis(500);

    /** Ten seconds longer than a job may take to end. */
    private static final int ATTEMPTS =
            (int) (Duration.ofSeconds(JobDocument.EXIT_TIMEOUT_SECONDS + 10).toMillis() / PAUSE.toMillis());

    private static final int ATTEMPTS_TO_SEE = 10;

    /** No such job, or no such session, in which there is none either. */
    private static final Set<Integer> NOT_LOADED =
            codes(ExitCode.NO_SUCH_PROCESS, ExitCode.NO_SERVICE, ExitCode.NO_DOMAIN, ExitCode.DOMAIN_CANNOT);

    /** Still there, or the catch-alls. */
    private static final Set<Integer> STILL_LOADED =
            codes(ExitCode.SUCCESS, ExitCode.INPUT_OUTPUT, ExitCode.IN_PROGRESS, ExitCode.ALREADY_IN_PROGRESS);

    /** Whatever bootout says short of a refusal: the wait after it knows. */
    private static final Set<Integer> BOOTED_OUT = union(NOT_LOADED, STILL_LOADED);

    /** Each may mean that the label is still there, or that the job is loaded already: print knows. */
    private static final Set<Integer> LOADED_OR_NOT_YET = codes(
            ExitCode.INPUT_OUTPUT,
            ExitCode.EXISTS,
            ExitCode.IN_PROGRESS,
            ExitCode.ALREADY_IN_PROGRESS,
            ExitCode.UNDEFINED);

    private static final Set<Integer> SUCCESS = Set.of(0);

    /** Ends a job, and waits until launchd has let go of its label. */
    List<Step> unload(String entry) {
        return List.of(
                run(launchctl.on("bootout", entry), "unload " + label(entry), BOOTED_OUT),
                new Step.RunUntil(
                        launchctl.print(entry),
                        "wait until launchd has let go of " + label(entry),
                        NOT_LOADED,
                        untilGone(),
                        Optional.empty()));
    }

    /** Ends a job of older tools that bears the same label in the background session; there is none as a rule. */
    Optional<Step> unloadFromBackground(String entry) {
        return launchctl.isForAUser()
                ? Optional.of(run(
                        launchctl.bootoutOfBackground(entry),
                        "unload " + label(entry) + " from the background session",
                        BOOTED_OUT))
                : Optional.empty();
    }

    /** In a roll back, does what {@link #unload} does. */
    List<Step> unloadAfterUndo(String entry) {
        return List.of(
                new Step.AfterUndo(launchctl.print(entry), NOT_LOADED, untilGone()),
                new Step.AfterUndo(launchctl.on("bootout", entry), BOOTED_OUT, Repetition.NONE));
    }

    /** Loads a job and starts it once; launchd may hold back the start that RunAtLoad asks for, never a kickstart. */
    List<Step> load(String entry, Path path) {
        return List.of(
                new Step.RunUntil(
                        launchctl.bootstrap(path.toString()),
                        "load " + label(entry),
                        SUCCESS,
                        untilLoaded(entry),
                        Optional.empty()),
                kick(entry),
                new Step.RunUntil(
                        launchctl.print(entry),
                        "see that launchd has " + label(entry),
                        SUCCESS,
                        new Repetition(union(NOT_LOADED, codes(ExitCode.INPUT_OUTPUT)), ATTEMPTS_TO_SEE, PAUSE, none()),
                        Optional.empty()));
    }

    /**
     * In a roll back, loads a job again that was loaded. A job that was switched off while it ran cannot be loaded before
     * it is switched on again. Read from the end, as all that is to be done in a roll back.
     */
    List<Step> loadAfterUndo(String entry, Path path, Found former) {
        List<Step> steps = new ArrayList<>();
        if (isSwitchedOff(former)) {
            steps.add(disableAfterUndo(entry));
        }
        if (former.active() && former.documents().containsKey(path)) {
            steps.add(new Step.AfterUndo(launchctl.bootstrap(path.toString()), SUCCESS, untilLoaded(entry)));
            if (isSwitchedOff(former)) {
                steps.add(new Step.AfterUndo(launchctl.on("enable", entry)));
            }
        }
        return steps;
    }

    Step disableAfterUndo(String entry) {
        return new Step.AfterUndo(launchctl.on("disable", entry));
    }

    Step enable(String entry) {
        return run(launchctl.on("enable", entry), "switch " + label(entry) + " on", SUCCESS);
    }

    /** Without -k: a tick that runs is not ended. */
    Step kick(String entry) {
        return run(
                launchctl.on("kickstart", entry),
                "start " + label(entry),
                codes(ExitCode.SUCCESS, ExitCode.ALREADY_IN_PROGRESS));
    }

    static boolean isSwitchedOff(Found found) {
        return found.problems().contains(Problems.DISABLED);
    }

    private String label(String entry) {
        return launchctl.labels().label(entry);
    }

    private static Repetition untilGone() {
        return new Repetition(STILL_LOADED, ATTEMPTS, PAUSE, none());
    }

    private Repetition untilLoaded(String entry) {
        return new Repetition(LOADED_OR_NOT_YET, ATTEMPTS, PAUSE, Optional.of(launchctl.print(entry)));
    }

    private static Step run(Command command, String purpose, Set<Integer> accepted) {
        return new Step.Run(command, purpose, accepted, Optional.empty());
    }

    private static Optional<Command> none() {
        return Optional.empty();
    }

    private static Set<Integer> codes(ExitCode... codes) {
        return java.util.Arrays.stream(codes).map(ExitCode::code).collect(java.util.stream.Collectors.toSet());
    }

    private static Set<Integer> union(Set<Integer> some, Set<Integer> others) {
        Set<Integer> all = new java.util.HashSet<>(some);
        all.addAll(others);
        return Set.copyOf(all);
    }
}
