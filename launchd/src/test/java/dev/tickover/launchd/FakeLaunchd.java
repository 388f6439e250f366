package dev.tickover.launchd;

import dev.tickover.backend.Document;
import dev.tickover.backend.Translation;
import dev.tickover.machine.Command;
import dev.tickover.machine.CommandResult;
import dev.tickover.machine.Environment;
import dev.tickover.machine.OperatingSystem;
import dev.tickover.testing.backend.ScriptedOs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Behaves towards the commands that plans hold as launchd was reported to: bootout ends before its work does, bootstrap
 * says 5 for almost anything, a switched-off label stays so whatever becomes of its job. Its clock moves when somebody
 * pauses. It can be told to fail at any command, before or after that has done its work.
 */
public final class FakeLaunchd implements ScriptedOs {

    private static final String GUI = "gui/501";

    private final Path home;
    private final Map<String, Path> loaded = new TreeMap<>();
    private final Map<String, String> contents = new TreeMap<>();
    private final Map<String, Duration> ending = new TreeMap<>();
    private final Set<String> disabled = new TreeSet<>();
    private final Map<String, String> extraLines = new TreeMap<>();
    private final List<String> log = new ArrayList<>();
    private final List<String> started = new ArrayList<>();
    private final FakeFolders folders = new FakeFolders();
    private Duration now = Duration.ZERO;
    private Duration bootoutTakes = Duration.ZERO;
    private Duration refusesUntil = Duration.ZERO;
    private int loadedTwice = 5;
    private boolean lies;
    private Optional<CommandResult> always = Optional.empty();
    private int failAt = -1;
    private boolean afterwards;

    /** Starts launchd for the user whose home folder that is. */
    public FakeLaunchd(Path home) {
        this.home = home;
    }

    Path folder() {
        return home.resolve("Library/LaunchAgents");
    }

    Path logs() {
        return home.resolve("Library/Logs/Tickover/alma");
    }

    @Override
    public Environment environment() {
        return new Environment(OperatingSystem.MACOS, Map.of(), Optional.of(home), "me", false, Optional.of(501L));
    }

    @Override
    public void pause(Duration duration) {
        now = now.plus(duration);
    }

    Duration now() {
        return now;
    }

    /** A job's process takes that long to end; until then its label is there, and bootstrap says 5. */
    void bootoutTakes(Duration duration) {
        bootoutTakes = duration;
    }

    /** Bootstrap says 5 for that long, for no reason that anybody knows. */
    void refusesFor(Duration duration) {
        refusesUntil = now.plus(duration);
    }

    /** What a second bootstrap of a loaded job says: 5 on macOS 27, 37, 17 or 130 on others. */
    void saysOfALoadedJob(int code) {
        loadedTwice = code;
    }

    /** Bootstrap loads the job, and says 5 all the same. */
    void lies() {
        lies = true;
    }

    /** All commands of launchctl end so. */
    void always(CommandResult result) {
        always = Optional.of(result);
    }

    /** Prints a line of a job in the place of its last exit code. */
    void printsOf(String label, String line) {
        extraLines.put(label, line);
    }

    /** Loads a job as somebody else would. */
    void load(String label, Path path) {
        loaded.put(label, path);
    }

    @Override
    public void disable(String label) {
        disabled.add(label);
    }

    /** Fails the command of that number, counted from 0 and from now, once; afterwards: when it has done its work. */
    @Override
    public void failAt(int number, boolean whenDone) {
        log.clear();
        failAt = number;
        afterwards = whenDone;
    }

    @Override
    public List<String> log() {
        return List.copyOf(log);
    }

    void forgetLog() {
        log.clear();
    }

    Set<String> disabledLabels() {
        return Set.copyOf(disabled);
    }

    /** Returns all that a user could tell a difference by; what ticks have printed apart. */
    @Override
    public Map<String, Object> snapshot() {
        settle();
        return Map.of(
                "files", files(),
                "loaded", new TreeMap<>(contents),
                "disabled", Set.copyOf(disabled),
                "logs", Files.isDirectory(logs()));
    }

    /** With an editor, and then loads it again: what is loaded and in no file could not be brought back. */
    @Override
    public void edit(String label) {
        Path file = folder().resolve(label + ".plist");
        try {
            String edited = Files.readString(file).replace("/opt/java/bin/java", "/bin/sh");
            Files.writeString(file, edited);
            contents.computeIfPresent(label, (same, former) -> edited);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public List<String> started() {
        return List.copyOf(started);
    }

    @Override
    public List<String> wordsRunBy(Translation translation, String entry) {
        Document document = translation.documents().stream()
                .filter(it -> it.path().toString().endsWith("." + entry + ".plist"))
                .findFirst()
                .orElseThrow();
        try {
            PropertyList.Dictionary job = (PropertyList.Dictionary) PropertyListReader.read(document.content());
            return ((PropertyList.Array) job.get("ProgramArguments").orElseThrow())
                    .elements().stream()
                            .map(element -> ((PropertyList.Text) element).value())
                            .toList();
        } catch (MalformedPropertyListException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public CommandResult run(Command command) {
        List<String> words = command.arguments();
        log.add(command.text().replace(home.toString(), "~"));
        settle();
        boolean fails = log.size() - 1 == failAt;
        if (fails && !afterwards) {
            return new CommandResult.Exited(99, "", "told to fail");
        }
        CommandResult result = words.get(0).equals("launchctl") ? launchctl(command) : folders.run(words);
        return fails ? new CommandResult.Exited(99, "", "told to fail") : result;
    }

    private CommandResult launchctl(Command command) {
        List<String> words = command.arguments();
        if (!"C".equals(command.environment().get("LC_ALL"))
                || command.timeout().toSeconds() > 10) {
            throw new AssertionError("speaks another language, or waits too long: " + command);
        }
        if (always.isPresent()) {
            return always.get();
        }
        if (words.get(1).equals("list")) {
            StringBuilder out = new StringBuilder("PID\tStatus\tLabel\n-\t0\tcom.apple.something\n");
            loaded.keySet().forEach(label -> out.append("-\t0\t").append(label).append('\n'));
            return new CommandResult.Exited(0, out.toString(), "");
        }
        if (words.get(1).equals("print-disabled")) {
            StringBuilder out = new StringBuilder("\tdisabled services = {\n");
            disabled.forEach(label -> out.append("\t\t\"").append(label).append("\" => disabled\n"));
            return new CommandResult.Exited(0, out + "\t\t\"other\" => enabled\n\t}\n", "");
        }
        if (words.get(1).equals("managername")) {
            return new CommandResult.Exited(0, "Aqua\n", "");
        }
        String target = words.get(2);
        if (words.get(1).equals("print") && target.equals(GUI)) {
            return exited(0);
        }
        if (!target.equals(GUI) && !target.startsWith(GUI + "/")) {
            return exited(target.startsWith("user/501/") ? 113 : 125);
        }
        return serve(words.get(1), target.substring(Math.min(target.length(), GUI.length() + 1)), words);
    }

    private CommandResult serve(String verb, String label, List<String> words) {
        return switch (verb) {
            case "print" -> print(label);
            case "bootout" -> bootout(label);
            case "bootstrap" -> bootstrap(Path.of(words.get(3)));
            case "kickstart" -> {
                started.add(label);
                yield exited(loaded.containsKey(label) ? 0 : 113);
            }
            case "enable" -> {
                disabled.remove(label);
                yield exited(0);
            }
            case "disable" -> {
                disabled.add(label);
                yield exited(0);
            }
            default -> throw new AssertionError("unknown: " + words);
        };
    }

    private CommandResult print(String label) {
        if (!loaded.containsKey(label)) {
            return exited(113);
        }
        String out = GUI + "/" + label + " = {\n\tactive count = 0\n\tpath = " + loaded.get(label)
                + "\n\tstate = not running\n\n\targuments = {\n\t\tpath = /tmp/x\n\t}\n"
                + extraLines.getOrDefault(label, "\tlast exit code = (never exited)\n") + "}\n";
        return new CommandResult.Exited(0, out, "");
    }

    private CommandResult bootout(String label) {
        if (!loaded.containsKey(label)) {
            return exited(3);
        }
        ending.put(label, now.plus(bootoutTakes));
        return exited(bootoutTakes.isZero() ? 0 : 36);
    }

    private CommandResult bootstrap(Path path) {
        try {
            String label = path.getFileName().toString().replace(".plist", "");
            if (now.compareTo(refusesUntil) < 0 || !Files.isRegularFile(path) || disabled.contains(label)) {
                return exited(5);
            }
            if (loaded.containsKey(label)) {
                return exited(ending.containsKey(label) ? 5 : loadedTwice);
            }
            PropertyListReader.read(Files.readString(path));
            loaded.put(label, path);
            contents.put(label, Files.readString(path));
            return exited(lies ? 5 : 0);
        } catch (IOException | MalformedPropertyListException refused) {
            return exited(5);
        }
    }

    private void settle() {
        ending.entrySet().removeIf(entry -> {
            boolean over = now.compareTo(entry.getValue()) >= 0;
            if (over) {
                loaded.remove(entry.getKey());
                contents.remove(entry.getKey());
            }
            return over;
        });
    }

    private static CommandResult exited(int code) {
        return new CommandResult.Exited(code, "", code == 0 ? "" : "failed: " + code + ": some words");
    }

    Map<String, String> files() {
        Map<String, String> files = new TreeMap<>();
        if (!Files.isDirectory(folder())) {
            return files;
        }
        try (Stream<Path> paths = Files.list(folder())) {
            for (Path path : paths.toList()) {
                files.put(path.getFileName().toString(), Files.readString(path));
            }
            return files;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
