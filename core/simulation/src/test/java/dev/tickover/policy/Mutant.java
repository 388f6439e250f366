package dev.tickover.policy;

import java.nio.file.Path;
import java.util.List;

/** Is a small fault put into the rules, or what checks them, on purpose: in a source one text in the place of another. */
record Mutant(String rule, String what, String file, String from, String to) {

    static final List<Mutant> ALL = List.of(
            new Mutant("1 owed", "no latitude for an early pulse", "Owed", "now.plus(Slack.EARLY)", "now"),
            new Mutant(
                    "2 first tick",
                    "none at the installation",
                    "Owed",
                    "initial = servedThrough == null && startsWith == First.AT_INSTALL",
                    "initial = false"),
            new Mutant(
                    "3 catch-up",
                    "latest serves the oldest",
                    "Decider",
                    "dueTick(owed.last(), missed",
                    "dueTick(owed.first(), missed"),
            new Mutant(
                    "3 catch-up",
                    "each without its cap",
                    "Owed",
                    "kept.size() > schedule.maxCatchUp()",
                    "kept.size() > 99_999"),
            new Mutant("3 catch-up", "no window", "Owed", "instant.isBefore(windowStart)", "false"),
            new Mutant("3 catch-up", "none serves misfires", "Owed", "instant.isBefore(timelySince)", "false"),
            new Mutant(
                    "3 stagger",
                    "nobody waits for a turn",
                    "Stagger",
                    "return waits ? state.turn()",
                    "return false ? state.turn()"),
            new Mutant("3 stagger", "what somebody asked for waits too", "Stagger", "&& tick.wakes().isEmpty()", ""),
            new Mutant(
                    "3 stagger",
                    "turns do not move on",
                    "Stagger",
                    "Instant after = turn.plus(APART);",
                    "Instant after = turn;"),
            new Mutant(
                    "3 stagger",
                    "a queue without end",
                    "Stagger",
                    "return free.isAfter(now.plus(LONGEST)) ? now.plusMillis(placeOf(schedule)) : free;",
                    "return free;"),
            new Mutant(
                    "3 stagger",
                    "a turn from before a clock step is waited for",
                    "Stagger",
                    "state.turn().isEmpty() || state.turn().get().isAfter(now.plus(LONGEST))",
                    "state.turn().isEmpty()"),
            new Mutant(
                    "4 pause",
                    "it has no beginning",
                    "Owed",
                    "instant.isBefore(pausedUntil) && !instant.isBefore(pausedFrom)",
                    "instant.isBefore(pausedUntil)"),
            new Mutant(
                    "4 pause",
                    "what came due in it is caught up on",
                    "Owed",
                    "return instant.isBefore(pausedUntil) && !instant.isBefore(pausedFrom)",
                    "return false"),
            new Mutant(
                    "4 pause",
                    "lengthened, it begins anew",
                    "Pausing",
                    ".paused(state.pausedFrom(), Optional.of(until))",
                    ".paused(Optional.of(now), Optional.of(until))"),
            new Mutant(
                    "4 pause",
                    "the one before is forgotten",
                    "Pausing",
                    "boolean wasPaused =",
                    "boolean wasPaused = false &&"),
            new Mutant(
                    "4 pause",
                    "a clock set back brings it back",
                    "Transitions",
                    "after.pastPauses(PastPause.before(state.pastPauses(), now.wall()));",
                    ""),
            new Mutant("4 pause", "not heeded", "Decider", "if (isPaused(state, now.wall()))", "if (false)"),
            new Mutant(
                    "4 active hours", "not heeded", "Decider", "if (!hours.contains(", "if (false && !hours.contains("),
            new Mutant(
                    "5 spacing",
                    "not heeded",
                    "Decider",
                    "elapsed.compareTo(schedule.spacing()) < 0",
                    "elapsed.isNegative()"),
            new Mutant("6 a near run serves", "nothing is covered", "Owed", "instant.isBefore(coveredUntil)", "false"),
            new Mutant(
                    "7 a deferral consumes nothing",
                    "it consumes what is owed",
                    "Decider",
                    "new Decision.Defer(until, new Reason(kind, why), owed.dropped(), owed.servedThroughAfterDrops())",
                    "new Decision.Defer(until, new Reason(kind, why), owed.dropped(), owed.servedThroughAll())"),
            new Mutant(
                    "7 a deferral consumes nothing",
                    "one for an overlap consumes what is owed",
                    "Decider",
                    "new Decision.Defer(until, why, owed.dropped(), owed.servedThroughAfterDrops())",
                    "new Decision.Defer(until, why, owed.dropped(), owed.servedThroughAll())"),
            new Mutant(
                    "7 a manual run consumes nothing",
                    "it covers the next",
                    "Transitions",
                    "return timely || manual ?",
                    "return timely ?"),
            new Mutant(
                    "7 wakes never push",
                    "a wake serves what is to come",
                    "Decider",
                    "new Decision.Run(tick, owed.dropped(), owed.servedThroughAfterDrops(), why)",
                    "new Decision.Run(tick, owed.dropped(), due.next(now.wall()), why)"),
            new Mutant(
                    "8 overlap",
                    "always allowed",
                    "Decider",
                    "state.inFlight().isEmpty() || schedule.overlap() == Overlap.ALLOW ?",
                    "true ?"),
            new Mutant("8 overlap", "skip buffers", "Decider", "if (schedule.overlap() == Overlap.SKIP)", "if (false)"),
            new Mutant(
                    "9 clock steps",
                    "not seen to",
                    "Transitions",
                    "return changed ? after.build() : state;",
                    "return state;"),
            new Mutant(
                    "9 clock steps",
                    "a last run in the future is waited for",
                    "Transitions",
                    "return lastStart.wall().isAfter(now.wall()) && !now.isSameBoot(lastStart);",
                    "return false;"),
            new Mutant(
                    "9 clock steps",
                    "an installation in the future is waited for",
                    "Transitions",
                    "return state.servedThrough().isEmpty()",
                    "return false"),
            new Mutant(
                    "6 a near run serves",
                    "what was owed before it is covered too",
                    "Owed",
                    "&& !instant.isBefore(coveredFrom)",
                    ""),
            new Mutant(
                    "upgrade",
                    "what the old recurrence owes is dropped",
                    "Upgrade",
                    "redeliveries.add(new Redelivery(tick.get(), now, WHY, false));",
                    ""),
            new Mutant(
                    "upgrade",
                    "the new recurrence counts from before it",
                    "Upgrade",
                    ".servedThrough(isAhead ? at.servedThrough() : Optional.of(change))",
                    ".servedThrough(at.servedThrough())"),
            new Mutant(
                    "upgrade",
                    "the first tick is lost if the clock was ahead",
                    "Upgrade",
                    "at.servedThrough().isEmpty() && at.installedAt().isAfter(now)",
                    "false"),
            new Mutant(
                    "delivery",
                    "work that may be done is run under another id",
                    "Redelivery",
                    "return mayBeDone && tick.attempt() < MOST_ATTEMPTS;",
                    "return false;"),
            new Mutant(
                    "delivery",
                    "work that ends its host is never given up",
                    "Redelivery",
                    "return mayBeDone && tick.attempt() < MOST_ATTEMPTS;",
                    "return mayBeDone;"),
            new Mutant(
                    "delivery",
                    "attempts are not counted",
                    "event/Tick",
                    "missed, attempt + 1, failures",
                    "missed, attempt, failures"),
            new Mutant(
                    "delivery",
                    "a retry drops pending wakes",
                    "Transitions",
                    ".wakes(tick.attempt() == 1 ? List.of() : state.wakes())",
                    ".wakes(List.of())"),
            new Mutant(
                    "delivery",
                    "dead owners are not noticed",
                    "Transitions",
                    "if (isDead.test(candidate.owner()))",
                    "if (false)"),
            new Mutant(
                    "delivery",
                    "a dropped redelivery takes along what its first start covered",
                    "Transitions",
                    "&& account.reason().kind() != Kind.SPACING",
                    ""),
            new Mutant(
                    "look",
                    "battery is not asked",
                    "Look",
                    "mustHaveMains(run.tick()) && circumstances.isOnBattery()",
                    "false"),
            new Mutant("look", "a wake waits for mains power", "Look", "&& tick.wakes().isEmpty()", ""),
            new Mutant("look", "nobody asks whether a host is there", "Look", "readiness.ready() ?", "true ?"),
            new Mutant(
                    "look",
                    "when-absent = skip is ignored",
                    "Look",
                    "schedule.whenAbsent() == WhenAbsent.SKIP && run.tick().servesDueInstant()",
                    "false"),
            new Mutant(
                    "look",
                    "when-absent = start is ignored",
                    "Look",
                    "schedule.whenAbsent() == WhenAbsent.START",
                    "false"),
            new Mutant(
                    "look",
                    "a turn is never taken",
                    "Look",
                    "if (Stagger.needsTurn(schedule, seen, run, now.wall()))",
                    "if (false)"),
            new Mutant(
                    "look",
                    "a clock that was set back is not recorded",
                    "Look",
                    "events.add(new HistoryEvent.ClockSetBack(now.wall(), schedule.name(), checked.era()));",
                    ""),
            new Mutant(
                    "look",
                    "another moment of installation is not recorded",
                    "Look",
                    "if (!checked.installedAt().equals(state.installedAt()))",
                    "if (false)"),
            new Mutant(
                    "look",
                    "the tick of a dead owner is not recorded",
                    "Look",
                    "i < recovered.redeliveries().size()",
                    "i < 0"),
            new Mutant(
                    "look",
                    "what was started before is counted a second time",
                    "Look",
                    "i < started.size() ? started.get(i).id() : \"\"",
                    "\"\""),
            new Mutant(
                    "look",
                    "a tick that is held is recorded at each look",
                    "Look",
                    "if (!circumstances.isRecorded(why))",
                    "if (true)"),
            new Mutant(
                    "I2 no silent gaps",
                    "silence up to the end is not seen",
                    "simulation/QuietPeriods",
                    "periods.cut(trace.length().toMillis());",
                    ""),
            new Mutant(
                    "I2 no silent gaps",
                    "the first tick may never come",
                    "simulation/SilenceCheck",
                    "checkDue(0, rules.installedAt(), broken);",
                    ""));

    /** Returns its source: a class of the policy, unless it says another package. */
    Path path() {
        Path module = file.startsWith("simulation/") ? Path.of("") : Path.of("..");
        String below = file.contains("/") ? file : "policy/" + file;
        return module.resolve(Path.of("src", "main", "java", "dev", "tickover")).resolve(below + ".java");
    }
}
