package dev.tickover.launchd;

import dev.tickover.backend.Inventory.Found;
import dev.tickover.backend.PlanStep;
import dev.tickover.backend.Problem;
import dev.tickover.backend.Repetition;
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
    private static final Set<Integer> NOT_LOADED = codes(
            LaunchctlExit.NO_SUCH_PROCESS,
            LaunchctlExit.NO_SERVICE,
            LaunchctlExit.NO_DOMAIN,
            LaunchctlExit.DOMAIN_CANNOT);

    /** Still there, or the catch-alls. */
    private static final Set<Integer> STILL_LOADED = codes(
            LaunchctlExit.SUCCESS,
            LaunchctlExit.INPUT_OUTPUT,
            LaunchctlExit.IN_PROGRESS,
            LaunchctlExit.ALREADY_IN_PROGRESS);

    /** Whatever bootout says short of a refusal: the wait after it knows. */
    private static final Set<Integer> BOOTED_OUT = union(NOT_LOADED, STILL_LOADED);

    /** Each may mean that the label is still there, or that the job is loaded already: print knows. */
    private static final Set<Integer> LOADED_OR_NOT_YET = codes(
            LaunchctlExit.INPUT_OUTPUT,
            LaunchctlExit.EXISTS,
            LaunchctlExit.IN_PROGRESS,
            LaunchctlExit.ALREADY_IN_PROGRESS,
            LaunchctlExit.UNDEFINED);

    private static final Set<Integer> SUCCESS = Set.of(0);

    /** Ends a job, and waits until launchd has let go of its label. */
    List<PlanStep> unload(String entry) {
        return List.of(
                run(launchctl.on("bootout", entry), "unload " + label(entry), BOOTED_OUT),
                new PlanStep.Run(
                        launchctl.print(entry),
                        "wait until launchd has let go of " + label(entry),
                        NOT_LOADED,
                        untilGone()));
    }

    /** Ends a job of older tools that bears the same label in the background session; there is none as a rule. */
    Optional<PlanStep> unloadFromBackground(String entry) {
        return launchctl.isForAUser()
                ? Optional.of(run(
                        launchctl.bootoutOfBackground(entry),
                        "unload " + label(entry) + " from the background session",
                        BOOTED_OUT))
                : Optional.empty();
    }

    /** In a roll back, does what {@link #unload} does. */
    List<PlanStep> unloadAfterUndo(String entry) {
        return List.of(
                new PlanStep.AfterUndo(launchctl.print(entry), NOT_LOADED, untilGone()),
                new PlanStep.AfterUndo(launchctl.on("bootout", entry), BOOTED_OUT, Repetition.NONE));
    }

    /** Loads a job and starts it once; launchd may hold back the start that RunAtLoad asks for, never a kickstart. */
    List<PlanStep> load(String entry, Path path) {
        return List.of(
                new PlanStep.Run(
                        launchctl.bootstrap(path.toString()), "load " + label(entry), SUCCESS, untilLoaded(entry)),
                kick(entry),
                new PlanStep.Run(
                        launchctl.print(entry),
                        "see that launchd has " + label(entry),
                        SUCCESS,
                        new Repetition(
                                union(NOT_LOADED, codes(LaunchctlExit.INPUT_OUTPUT)),
                                ATTEMPTS_TO_SEE,
                                PAUSE,
                                Optional.empty())));
    }

    /**
     * In a roll back, loads a job again that was loaded. A job that was switched off while it ran cannot be loaded before
     * it is switched on again. Read from the end, as all that is to be done in a roll back.
     */
    List<PlanStep> loadAfterUndo(String entry, Path path, Found former) {
        List<PlanStep> steps = new ArrayList<>();
        if (isSwitchedOff(former)) {
            steps.add(disableAfterUndo(entry));
        }
        if (former.active() && former.documents().containsKey(path)) {
            steps.add(new PlanStep.AfterUndo(launchctl.bootstrap(path.toString()), SUCCESS, untilLoaded(entry)));
            if (isSwitchedOff(former)) {
                steps.add(new PlanStep.AfterUndo(launchctl.on("enable", entry)));
            }
        }
        return steps;
    }

    PlanStep disableAfterUndo(String entry) {
        return new PlanStep.AfterUndo(launchctl.on("disable", entry));
    }

    PlanStep enable(String entry) {
        return run(launchctl.on("enable", entry), "switch " + label(entry) + " on", SUCCESS);
    }

    /** Without -k: a tick that runs is not ended. */
    PlanStep.Run kick(String entry) {
        return run(
                launchctl.on("kickstart", entry),
                "start " + label(entry),
                codes(LaunchctlExit.SUCCESS, LaunchctlExit.ALREADY_IN_PROGRESS));
    }

    static boolean isSwitchedOff(Found found) {
        return found.has(Problem.Kind.SWITCHED_OFF);
    }

    private String label(String entry) {
        return launchctl.labels().label(entry);
    }

    private static Repetition untilGone() {
        return new Repetition(STILL_LOADED, ATTEMPTS, PAUSE, Optional.empty());
    }

    private Repetition untilLoaded(String entry) {
        return new Repetition(LOADED_OR_NOT_YET, ATTEMPTS, PAUSE, Optional.of(launchctl.print(entry)));
    }

    private static PlanStep.Run run(Command command, String purpose, Set<Integer> accepted) {
        return new PlanStep.Run(command, purpose, accepted);
    }

    private static Set<Integer> codes(LaunchctlExit... codes) {
        return java.util.Arrays.stream(codes).map(LaunchctlExit::code).collect(java.util.stream.Collectors.toSet());
    }

    private static Set<Integer> union(Set<Integer> some, Set<Integer> others) {
        Set<Integer> all = new java.util.HashSet<>(some);
        all.addAll(others);
        return Set.copyOf(all);
    }
}
