package dev.tickover.windows;

import dev.tickover.backend.Document;
import dev.tickover.backend.Translation;
import dev.tickover.machine.Command;
import dev.tickover.machine.CommandResult;
import dev.tickover.machine.CommandResult.Exited;
import dev.tickover.machine.Environment;
import dev.tickover.machine.OperatingSystem;
import dev.tickover.testing.backend.ScriptedOs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Behaves as Task Scheduler and its {@code schtasks.exe} do towards the commands that plans hold, as far as the
 * published sources tell: which documents it takes, with which code it refuses, in which language and encoding it
 * speaks. It can be told to fail at any command, before or after having done it.
 */
final class FakeTaskScheduler implements ScriptedOs {

    private static final Pattern DELETED_FOLDER = Pattern.compile("DeleteFolder\\('([^']+)',0\\)");

    private final Path home;
    private final String sid;
    private final Map<String, String> names;
    private final Map<String, String> tasks;
    private final Set<String> folders;
    private final Set<String> denied = new HashSet<>();
    private final List<String> log = new ArrayList<>();
    private final List<String> started = new ArrayList<>();
    private Speech speech = Speech.ENGLISH;
    private String lastResult = "0";
    private String nextRun = "134081064000000000";
    private int failAt = -1;
    private boolean afterwards;
    private boolean damagedList;

    FakeTaskScheduler(Path home, String sid) {
        this.home = home;
        this.sid = sid;
        this.names = new TreeMap<>();
        this.tasks = new TreeMap<>();
        this.folders = new TreeSet<>();
    }

    @Override
    public Environment environment() {
        return new Environment(
                OperatingSystem.WINDOWS,
                Map.of(
                        "LOCALAPPDATA", home.toString(),
                        "ProgramData", home.resolve("machine").toString()),
                Optional.of(home),
                "me",
                false);
    }

    Path documents() {
        return home.resolve("Tickover").resolve(".windows-task");
    }

    void speak(Speech language) {
        speech = language;
    }

    /** Denies every task that has such an element. */
    void deny(String... elements) {
        denied.addAll(List.of(elements));
    }

    void damageTheList() {
        damagedList = true;
    }

    /** Fails the command of that number, counted from 0 and from now, once; afterwards: when it has done its work. */
    @Override
    public void failAt(int number, boolean whenDone) {
        log.clear();
        failAt = number;
        afterwards = whenDone;
    }

    /** Returns the commands since the last {@link #failAt}. */
    @Override
    public List<String> log() {
        return List.copyOf(log);
    }

    /** Changes a stored task as a user would by hand. */
    void edit(String name, String text, String replacement) {
        String key = name.toLowerCase(Locale.ROOT);
        if (!tasks.get(key).contains(text)) {
            throw new AssertionError(tasks.get(key) + " holds no " + text);
        }
        tasks.computeIfPresent(key, (same, xml) -> xml.replace(text, replacement));
    }

    /** Registers a task that is not ours. */
    void add(String name, String xml) {
        names.put(name.toLowerCase(Locale.ROOT), name);
        tasks.put(name.toLowerCase(Locale.ROOT), xml);
        for (int end = name.lastIndexOf('\\'); end > 0; end = name.lastIndexOf('\\', end - 1)) {
            folders.add(name.substring(0, end).toLowerCase(Locale.ROOT));
        }
    }

    Set<String> taskNames() {
        return new TreeSet<>(names.values());
    }

    String stored(String name) {
        return tasks.get(name.toLowerCase(Locale.ROOT));
    }

    /** Returns all that a user could tell a difference by: tasks, folders and files, each with its content. */
    @Override
    public Map<String, String> snapshot() {
        Map<String, String> all = new TreeMap<>(files());
        tasks.forEach((name, xml) -> all.put("task " + name, xml));
        folders.forEach(folder -> all.put("folder " + folder, ""));
        return all;
    }

    @Override
    public void disable(String name) {
        String xml = stored(name);
        String settings = xml.substring(xml.indexOf("<Settings>"), xml.indexOf("</Settings>"));
        edit(name, settings, settings.replace("<Enabled>true<", "<Enabled>false<"));
    }

    @Override
    public void edit(String name) {
        edit(name, "/opt/java/bin/java", "C:\\evil.exe");
    }

    @Override
    public List<String> started() {
        return List.copyOf(started);
    }

    @Override
    public List<String> wordsRunBy(Translation translation, String entry) {
        Document document = translation.documents().stream()
                .filter(it -> it.path().toString().endsWith("." + entry + ".xml"))
                .findFirst()
                .orElseThrow();
        XmlElement task = TaskReader.read(document.content()).orElseThrow();
        String program = task.textAt("Actions", "Exec", "Command").orElseThrow();
        List<String> words = new ArrayList<>(ArgumentReader.read(program));
        words.addAll(
                ArgumentReader.read(task.textAt("Actions", "Exec", "Arguments").orElse("")));
        return words;
    }

    @Override
    public CommandResult run(Command command) {
        List<String> words = command.arguments();
        log.add(command.text());
        boolean fails = log.size() - 1 == failAt;
        if (fails && !afterwards) {
            return new Exited(1, "", "told to fail");
        }
        CommandResult result = switch (words.get(0)) {
            case "schtasks" -> schtasks(words);
            case "whoami" -> new Exited(0, "\"pc\\Jürgen, \"\"me\"\"\",\"" + sid + "\"\r\n", "");
            case "cmd.exe" -> removeFolders(command);
            case "powershell.exe" -> speech.says(runs(command.text()));
            default -> throw new AssertionError("unknown: " + words);
        };
        return fails ? new Exited(1, "", "told to fail") : result;
    }

    private CommandResult schtasks(List<String> words) {
        int at = words.indexOf("/tn");
        String name = at < 0 ? "" : words.get(at + 1);
        boolean known = tasks.containsKey(name.toLowerCase(Locale.ROOT));
        switch (words.get(1)) {
            case "/query" -> {
                if (!words.get(2).equals("/xml")) {
                    throw new AssertionError("would have to read text: " + words);
                }
                if (at < 0) {
                    return damagedList ? speech.refuses() : speech.prints(String.join("\r\n\r\n", tasks.values()));
                }
                return known ? speech.prints(tasks.get(name.toLowerCase(Locale.ROOT))) : speech.refuses();
            }
            case "/create" -> {
                return create(words, name, known);
            }
            case "/delete" -> {
                if (!words.contains("/f")) {
                    throw new AssertionError("would ask: " + words);
                }
                names.remove(name.toLowerCase(Locale.ROOT));
                return tasks.remove(name.toLowerCase(Locale.ROOT)) == null ? speech.refuses() : speech.done();
            }
            case "/run" -> {
                started.add(name);
                return known ? speech.done() : speech.refuses();
            }
            default -> throw new AssertionError("unknown: " + words);
        }
    }

    private CommandResult create(List<String> words, String name, boolean known) {
        if (words.contains("/ru") || known && !words.contains("/f")) {
            throw new AssertionError("would ask: " + words);
        }
        Optional<XmlElement> task = read(Path.of(words.get(words.indexOf("/xml") + 1)));
        if (task.isEmpty() || folders.contains(name.toLowerCase(Locale.ROOT)) || isDenied(task.get())) {
            return speech.refuses();
        }
        add(name, StoredTask.of(task.get()));
        return speech.done();
    }

    /** Other encodings than this one are refused, or taken for something else. */
    private static Optional<XmlElement> read(Path file) {
        try {
            byte[] bytes = Files.readAllBytes(file);
            boolean marked = bytes.length > 2 && bytes[0] == (byte) 0xFF && bytes[1] == (byte) 0xFE;
            return marked ? TaskReader.read(new String(bytes, StandardCharsets.UTF_16LE)) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private boolean isDenied(XmlElement task) {
        for (XmlElement trigger : task.child("Triggers").orElseThrow().children()) {
            boolean ofSession =
                    Set.of("LogonTrigger", "SessionStateChangeTrigger").contains(trigger.name());
            if (denied.contains(trigger.name())
                    || trigger.name().equals("BootTrigger")
                    || ofSession && !trigger.textAt("UserId").equals(Optional.of(sid))) {
                return true;
            }
        }
        return !task.textAt("Principals", "Principal", "UserId").equals(Optional.of(sid));
    }

    /** Numbers and names alone, in whatever encoding. */
    private String runs(String script) {
        StringBuilder out = new StringBuilder();
        tasks.forEach((key, xml) -> {
            String name = names.get(key);
            if (script.contains("'" + name + "'")) {
                out.append(name)
                        .append('|')
                        .append(lastResult)
                        .append('|')
                        .append(nextRun)
                        .append("\r\n");
            }
        });
        return out.toString();
    }

    /** What the last run of every task came to, and when the next is, as a FILETIME. */
    void ran(String result, String next) {
        lastResult = result;
        nextRun = next;
    }

    private CommandResult removeFolders(Command command) {
        List<String> gone = DELETED_FOLDER
                .matcher(command.text())
                .results()
                .map(MatchResult::group)
                .map(call -> call.substring("DeleteFolder('".length(), call.length() - "',0)".length()))
                .toList();
        for (String folder : gone) {
            String key = '\\' + folder.toLowerCase(Locale.ROOT);
            boolean used =
                    Stream.concat(folders.stream(), tasks.keySet().stream()).anyMatch(it -> it.startsWith(key + '\\'));
            if (!used) {
                folders.remove(key);
            }
        }
        try {
            Files.delete(Path.of(command.environment().get("TICKOVER_DOCUMENTS")));
        } catch (DirectoryNotEmptyException | NoSuchFileException expected) {
            return new Exited(0, "", "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Exited(0, "", "");
    }

    private Map<String, String> files() {
        Map<String, String> files = new TreeMap<>();
        if (!Files.isDirectory(home)) {
            return files;
        }
        try (Stream<Path> paths = Files.walk(home)) {
            for (Path path : paths.filter(Files::isRegularFile).toList()) {
                files.put(home.relativize(path).toString(), Files.readString(path, StandardCharsets.UTF_16LE));
            }
            return files;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
