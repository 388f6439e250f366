package dev.tickover.windows;

import dev.tickover.backend.PlanStep;
import dev.tickover.backend.Repetition;
import dev.tickover.machine.Command;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Makes commands for {@code schtasks.exe}. None asks anything: {@code /f} answers what it would ask, and without
 * {@code /ru} no password is wanted. What it prints is in the user's language and is never read, but for the XML.
 */
final class Schtasks {

    /** schtasks knows two exit codes: done, and not done for whatever reason. */
    private static final Set<Integer> DONE = Set.of(0);

    private static final Set<Integer> DONE_OR_REFUSED = Set.of(0, 1);

    private static final String FOLDER_VARIABLE = "TICKOVER_DOCUMENTS";

    private Schtasks() {}

    static Command query(String task) {
        return Command.of("schtasks", "/query", "/xml", "/tn", task);
    }

    /** Lists the tasks that the user may see, each as XML. */
    static Command queryAll() {
        return Command.of("schtasks", "/query", "/xml");
    }

    static Command create(String task, Path document) {
        return Command.of("schtasks", "/create", "/xml", document.toString(), "/tn", task, "/f");
    }

    static Command delete(String task) {
        return Command.of("schtasks", "/delete", "/tn", task, "/f");
    }

    /**
     * Takes back a task that a plan may have registered: where its registration was refused there is none, and that is
     * no failure of the roll back. A task that stays all the same is found by the next inspection.
     */
    static PlanStep deleteAfterUndo(String task) {
        return new PlanStep.AfterUndo(delete(task), DONE_OR_REFUSED, Repetition.NONE);
    }

    static PlanStep register(String task, Path document) {
        return new PlanStep.Run(create(task, document), "register the task " + task, DONE);
    }

    /** Registers a task anew with more triggers; where they are refused it stays as it was. */
    static PlanStep tryToRegister(String task, Path document, String what) {
        return new PlanStep.Run(
                create(task, document), "add " + what + " to " + task + ", if allowed", DONE_OR_REFUSED);
    }

    static PlanStep remove(String task) {
        return new PlanStep.Run(delete(task), "remove the task " + task, DONE);
    }

    static PlanStep.Run start(String task) {
        return new PlanStep.Run(Command.of("schtasks", "/run", "/tn", task), "start " + task, DONE);
    }

    /**
     * Removes folders that have become empty: the application's folder of tasks, the one above, and that of the
     * documents. schtasks cannot; Windows's scripting interface does, and refuses a folder that is not empty. Whatever
     * comes of it, this is no failure: an empty folder does nothing.
     *
     * <p>Names of tasks hold nothing that either interpreter would read otherwise; the documents' path, which may hold
     * anything, goes by way of a variable.
     */
    static PlanStep removeEmptyFolders(TaskNames names, Path documents) {
        return new PlanStep.Run(removeFolders(names, documents), "remove folders that are empty now", Set.of(0, 1));
    }

    static Command removeFolders(TaskNames names, Path documents) {
        String script = "$s=New-Object -ComObject Schedule.Service; $s.Connect(); "
                + deleteFolder(names.folder())
                + deleteFolder(names.parent())
                + "[IO.Directory]::Delete($env:" + FOLDER_VARIABLE + ")";
        List<String> words = new ArrayList<>(
                List.of("cmd.exe", "/d", "/c", "powershell.exe", "-NoProfile", "-NonInteractive", "-Command"));
        words.addAll(List.of(script.split(" ")));
        words.addAll(List.of("||", "exit", "0"));
        return new Command(words, Map.of(FOLDER_VARIABLE, documents.toString()), Command.DEFAULT_TIMEOUT);
    }

    private static String deleteFolder(String folder) {
        return "$s.GetFolder('\\').DeleteFolder('" + folder.substring(1) + "',0); ";
    }
}
