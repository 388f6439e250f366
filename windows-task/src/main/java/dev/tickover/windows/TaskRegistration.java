package dev.tickover.windows;

import dev.tickover.backend.Document;
import dev.tickover.backend.Inventory.Found;
import dev.tickover.backend.PlanStep;
import dev.tickover.backend.Problem;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Plans the steps of one entry. An executor undoes steps last first, so each begins with what a roll back does at its
 * end: registers the task that was there from the document that is there again by then, or removes the one that was not.
 *
 * @param names how the application's tasks are named
 * @param folder where the documents are
 * @param entry the entry
 * @param found what is there of it
 */
record TaskRegistration(TaskNames names, Path folder, String entry, Optional<Found> found) {

    /** Registers the entry's task, rung by rung: the first must be taken, each further one may be refused. */
    List<PlanStep> install(Document document) {
        List<PlanStep> steps = new ArrayList<>(prepareUndo());
        Map<TriggerSet, Document> lower = lowerRungs(document);
        lower.values().forEach(each -> steps.add(new PlanStep.Write(each)));
        steps.add(new PlanStep.Write(document));
        boolean first = true;
        for (TriggerSet rung : lower.keySet()) {
            steps.add(first ? register(rungFile(rung)) : tryToRegister(rungFile(rung), rung));
            first = false;
        }
        steps.add(first ? register(document.path()) : tryToRegister(document.path(), TriggerSet.ALL));
        lower.keySet().forEach(rung -> steps.add(new PlanStep.Delete(rungFile(rung))));
        storedFormer().ifPresent(former -> steps.add(new PlanStep.Delete(former.path())));
        return steps;
    }

    /** Removes the entry's task and all its files. */
    List<PlanStep> remove() {
        List<PlanStep> steps = new ArrayList<>();
        if (isRegistered()) {
            steps.addAll(prepareUndo());
            steps.add(Schtasks.remove(task()));
        }
        found.ifPresent(
                it -> it.documents().keySet().stream().sorted().forEach(path -> steps.add(new PlanStep.Delete(path))));
        return steps;
    }

    /** A task that nobody could ask for may be there: it is taken away as well as can be, and is not brought back. */
    boolean isRegistered() {
        return found.filter(it -> !it.has(Problem.Kind.NOT_REGISTERED)).isPresent();
    }

    private List<PlanStep> prepareUndo() {
        if (!isRegistered()) {
            return List.of(Schtasks.deleteAfterUndo(task()));
        }
        Optional<Document> stored = storedFormer();
        if (stored.isPresent()) {
            return List.of(
                    new PlanStep.Write(stored.get()),
                    new PlanStep.AfterUndo(Schtasks.create(task(), stored.get().path())));
        }
        Path own = folder.resolve(names.file(entry));
        boolean hasOwn = found.filter(it -> it.documents().containsKey(own)).isPresent();
        return hasOwn ? List.of(new PlanStep.AfterUndo(Schtasks.create(task(), own))) : List.of();
    }

    /** Returns the task as Task Scheduler held it, if that is not what its document says. */
    private Optional<Document> storedFormer() {
        Path path = folder.resolve(names.transientFile(entry, Inspection.FORMER));
        return found.map(it -> it.documents().get(path))
                .map(text -> new Document(path, text, StandardCharsets.UTF_16LE));
    }

    /** Returns the task with fewer triggers, the fewest first; empty where the clock's triggers are all it has. */
    private Map<TriggerSet, Document> lowerRungs(Document document) {
        Map<TriggerSet, Document> rungs = new EnumMap<>(TriggerSet.class);
        Set<String> texts = new HashSet<>(Set.of(document.content()));
        for (TriggerSet rung : TriggerSet.values()) {
            String text = rung.of(document.content());
            if (texts.add(text)) {
                rungs.put(rung, new Document(rungFile(rung), text, document.charset()));
            }
        }
        return rungs;
    }

    private PlanStep register(Path document) {
        return Schtasks.register(task(), document);
    }

    private PlanStep tryToRegister(Path document, TriggerSet rung) {
        String what = rung == TriggerSet.ALL ? "the trigger of a wake-up" : "the triggers of logon, unlock or boot";
        return Schtasks.tryToRegister(task(), document, what);
    }

    private Path rungFile(TriggerSet rung) {
        return folder.resolve(names.transientFile(entry, rung.name().toLowerCase(java.util.Locale.ROOT)));
    }

    private String task() {
        return names.task(entry);
    }
}
