package dev.tickover.windows;

import java.util.List;
import java.util.Map;

/** Tells what Task Scheduler knows of tasks' runs. Implementations are safe for use by many threads. */
@FunctionalInterface
interface TaskRuns {

    /** Returns what is known, by the tasks' names; empty where this is no Windows, or it cannot be asked. Throws nothing. */
    Map<String, TaskRun> of(List<String> tasks);
}
