package dev.tickover.windows;

import static dev.tickover.testing.backend.Apps.app;
import static dev.tickover.testing.backend.Apps.every;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tickover.backend.AppAddress;
import dev.tickover.backend.Deployment;
import dev.tickover.backend.Document;
import dev.tickover.backend.Inventory;
import dev.tickover.backend.Plan;
import dev.tickover.backend.Translation;
import dev.tickover.machine.Environment;
import dev.tickover.machine.OperatingSystem;
import dev.tickover.machine.Scope;
import dev.tickover.schedule.App;
import dev.tickover.testing.Share;
import dev.tickover.testing.backend.AppliedPlan;
import dev.tickover.testing.backend.GoldenApp;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Registers tasks with the one real {@code schtasks.exe} that runs on this system, and looks at what it stored. */
@Tag("real-wine")
class WineTest {

    /** Each takes a second; every day others. */
    private static final int DRAWN = Share.count(4, 200);

    /** Wine 8 refuses a longer document, whatever is in it: measured by making one longer with a comment of no meaning. */
    private static final int MOST_CHARACTERS = 8192;

    /** Settings that Wine 8 reads and writes back; it drops the others, and all of triggers, principals and actions. */
    private static final List<String> KEPT = List.of(
            "MultipleInstancesPolicy",
            "DisallowStartIfOnBatteries",
            "StopIfGoingOnBatteries",
            "AllowHardTerminate",
            "StartWhenAvailable",
            "RunOnlyIfNetworkAvailable",
            "AllowStartOnDemand",
            "Enabled",
            "Hidden",
            "RunOnlyIfIdle",
            "WakeToRun",
            "ExecutionTimeLimit",
            "Priority");

    @TempDir
    Path folder;

    /** One of its own for each run, so that two builds on a machine do not meet. */
    private final String sid = "S-1-5-21-1-2-3-" + ProcessHandle.current().pid();

    private final WindowsTaskBackend backend = new WindowsTaskBackend(() -> Optional.of(new UserAccount(sid, false)));
    private Wine wine;

    @BeforeEach
    void startWine() throws IOException {
        wine = Wine.start(folder);
    }

    @AfterEach
    void forgetTasks() throws IOException {
        if (wine != null) {
            wine.forget("\\Tickover-" + sid);
        }
    }

    @Test
    void tasksAreCreatedProbedReplacedAndDeleted() throws IOException {
        int seen = 0;
        for (GoldenApp sample : GoldenApp.values()) {
            // Wine escapes nothing that it stores: a name full of markup has a test of its own.
            seen += roundTrip(sample.name(), named(Deployments.of(sample), "Golden Grüße"));
        }
        for (long seed = Share.firstSeed(DRAWN); seen < GoldenApp.values().length + DRAWN; seed++) {
            Deployment drawn = named(new RandomDeployments(seed).next(folder), "Drawn Grüße 🕰️");
            int length = backend.translate(drawn).documents().get(0).content().length();
            seen += length < MOST_CHARACTERS ? roundTrip("seed " + seed + Share.text(), drawn) : 0;
        }
        System.out.println(seen + " tasks created, compared, replaced and deleted by Wine's schtasks.exe");
    }

    /** Wine does not escape what it stores, so such a name cannot be read back; it has to be taken all the same. */
    @Test
    void nameFullOfMarkupIsTaken() throws IOException {
        Deployment deployment = named(Deployments.of(GoldenApp.HALF_HOUR), "A&B <C> ]]> \"D\" -- 'E'\r\n");
        Document document = backend.translate(deployment).documents().get(0);
        Path file = write(document.content(), StandardCharsets.UTF_16LE);
        assertEquals(0, create("\\Tickover-" + sid + "\\alma\\heartbeat", file));
    }

    @Test
    void plansRunAndLeaveNothing() {
        Environment environment = new Environment(
                OperatingSystem.WINDOWS, Map.of("LOCALAPPDATA", folder.toString()), Optional.of(folder), "me", false);
        Path documents = backend.documentFolder(Scope.USER, environment);
        Deployment deployment =
                Deployments.of(app("alma", every("a", 30).build()), Scope.USER, documents, Deployments.tickCommand());
        succeed(backend.install(backend.translate(deployment), Inventory.EMPTY, environment));
        String tasks = "\\Tickover-" + sid + "\\alma\\";
        assertTrue(wine.has(tasks + "a") && wine.has(tasks + "sweep"));
        AppAddress alma = new AppAddress("alma", Scope.USER);
        // Its /query prints nothing, so that every task counts as unreadable: there, and to be removed.
        Inventory found = backend.inspect(alma, environment, wine);
        assertEquals(List.of(Problems.UNREADABLE), found.entries().get("a").problems());
        succeed(backend.uninstall(alma, found, environment));
        assertFalse(wine.has(tasks + "a") || wine.has(tasks + "sweep"));
        assertEquals(List.of(), List.of(documents.toFile().list()));
    }

    /** What the scripted Task Scheduler of the other tests refuses, the real one refuses too. */
    @Test
    void refusalsAreThoseOfTheScriptedTaskScheduler() throws IOException {
        String task = "\\Tickover-" + sid + "\\alma\\a";
        String right = backend.translate(Deployments.of(GoldenApp.HALF_HOUR))
                .documents()
                .get(0)
                .content();
        Path good = write(right, StandardCharsets.UTF_16LE);
        assertEquals(1, wine.exitCode("schtasks", "/delete", "/tn", task, "/f"), "nothing to delete");
        assertEquals(0, create(task, good));
        assertEquals(1, wine.exitCode("schtasks", "/create", "/xml", good.toString(), "/tn", task), "without /f");
        assertEquals(1, create("\\Tickover-" + sid + "\\alma", good), "a folder has the name");
        assertNotEquals(0, create(task + "1", write(right, StandardCharsets.UTF_16BE)), "big-endian");
        assertNotEquals(0, create(task + "2", write(right, StandardCharsets.UTF_8)), "UTF-8 with a mark");
        assertNotEquals(0, create(task + "3", write(right.substring(1), StandardCharsets.UTF_16LE)), "without a mark");
        assertNotEquals(
                0,
                create(task + "4", write(right.replace("<Hidden>false", "<Hidden>FALSE"), StandardCharsets.UTF_16LE)));
        assertNotEquals(
                0, create(task + "5", write(right.replace("/mit/task", "/mit/tusk"), StandardCharsets.UTF_16LE)));
        assertTrue(wine.has(task));
    }

    /** The removal of folders ends well where there is no PowerShell, too. */
    @Test
    void tidyingUpNeverFails() {
        List<String> words = Schtasks.removeFolders(TaskNames.of("alma", Scope.USER, sid), folder).arguments().stream()
                .map(word -> word.equals("powershell.exe") ? "no-such-shell.exe" : word)
                .toList();
        assertEquals(0, wine.exitCode(words.toArray(String[]::new)));
    }

    private int roundTrip(String what, Deployment deployment) throws IOException {
        Translation translation = backend.translate(deployment);
        // Of the schedules the first: the others differ in nothing that Wine keeps. The sweeps are in plansRun….
        // Whatever its own name, in a folder of this run.
        String name = translation.entries().get(0).osName();
        String task = "\\Tickover-" + sid + "\\round" + name.substring(name.lastIndexOf('\\'));
        Document document = translation.documents().get(0);
        assertEquals(0, createShifted(task, document.content(), document.charset(), what), what);
        assertTrue(wine.has(task), what);
        assertEquals(kept(document.content()), kept(wine.stored(task).orElseThrow()), what);
        String other = document.content().replace("<Priority>6", "<Priority>5").replace("Tickover<", "Tickover 2<");
        assertEquals(0, createShifted(task, other, document.charset(), what), what);
        assertEquals("5", kept(wine.stored(task).orElseThrow()).get("Priority"), what);
        assertEquals(0, wine.run(Schtasks.delete(task)).succeeded() ? 0 : 1, what);
        assertFalse(wine.stored(task).isPresent(), what);
        return 1;
    }

    /**
     * Wine 8 refuses a few documents for where in its reader's buffer something of theirs comes to lie: the one of seed
     * 155, every time, and with one blank more in front, but not with two to six. A blank there means nothing.
     */
    private int createShifted(String task, String content, Charset charset, String what) throws IOException {
        int code = create(task, write(content, charset));
        if (code != 0) {
            System.out.println(what + ": refused by Wine, " + content.length() + " characters; moved by four blanks");
            code = create(task, write(content.replaceFirst("<Task ", "    <Task "), charset));
        }
        return code;
    }

    private static Map<String, String> kept(String xml) {
        XmlElement task = TaskReader.read(xml).orElseThrow(() -> new AssertionError("unreadable: " + xml));
        Map<String, String> kept =
                new TreeMap<>(TaskMeaning.of(task, TriggerSet.ALL).settings());
        kept.keySet().retainAll(KEPT);
        for (String name : List.of("Description", "URI")) {
            kept.put(name, task.textAt("RegistrationInfo", name).orElse("missing"));
        }
        return kept;
    }

    private void succeed(Plan plan) {
        assertEquals(Optional.empty(), AppliedPlan.of(plan, wine).failure());
    }

    private int create(String task, Path file) {
        return wine.run(Schtasks.create(task, file)) instanceof dev.tickover.machine.CommandResult.Exited exited
                ? exited.code()
                : -1;
    }

    private Path write(String content, Charset charset) throws IOException {
        return Files.write(folder.resolve("task.xml"), content.getBytes(charset));
    }

    private static Deployment named(Deployment deployment, String name) {
        App app = deployment.app();
        return new Deployment(
                new App(app.id(), Optional.of(name), app.start(), app.liveness(), app.schedules()),
                deployment.scope(),
                deployment.stateFolder(),
                deployment.tickCommand(),
                deployment.documentFolder(),
                deployment.zone(),
                deployment.offsets());
    }
}
