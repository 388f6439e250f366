package dev.tickover.systemd;

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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Behaves as the user manager of systemd 252 does towards the commands that plans hold: which of them need a unit file,
 * which a reload, and with which code they refuse. It can be told to fail at any of its commands, whole or halfway.
 */
public final class FakeSystemd implements ScriptedOs {

    private final Path home;
    private final Set<String> enabled = new TreeSet<>();
    private final Set<String> stamps = new TreeSet<>();
    private final Map<String, String> loaded = new TreeMap<>();
    private final Map<String, String> serving = new TreeMap<>();
    private final List<String> log = new ArrayList<>();
    private final List<String> started = new ArrayList<>();
    private int failAt = -1;
    private boolean halfway;

    /** Makes a manager of the user with that home folder. */
    public FakeSystemd(Path home) {
        this.home = home;
    }

    /** Returns where its units are. */
    public Path folder() {
        return home.resolve(".config/systemd/user");
    }

    /** Describes its user. */
    @Override
    public Environment environment() {
        return new Environment(OperatingSystem.LINUX, Map.of(), Optional.of(home), "me", false);
    }

    /** Fails the command of that number, counted from 0 and from now, once; halfway: after its first unit. */
    @Override
    public void failAt(int number, boolean afterFirstUnit) {
        log.clear();
        failAt = number;
        halfway = afterFirstUnit;
    }

    /** Returns the commands since the last {@link #failAt} or {@link #forgetLog}, without their common beginning. */
    @Override
    public List<String> log() {
        return List.copyOf(log);
    }

    /** Forgets which commands came so far. */
    public void forgetLog() {
        log.clear();
    }

    /** Returns all that a user could tell a difference by; stamps only as far as their timer is enabled or serving. */
    @Override
    public Map<String, Object> snapshot() {
        Set<String> strayStamps = new TreeSet<>(stamps);
        strayStamps.removeAll(enabled);
        strayStamps.removeAll(serving.keySet());
        return Map.of(
                "files",
                files(),
                "enabled",
                Set.copyOf(enabled),
                "serving",
                Map.copyOf(serving),
                "strayStamps",
                strayStamps);
    }

    /** Tells whether no trace of any unit is left. */
    public boolean isEmpty() {
        return files().isEmpty() && enabled.isEmpty() && serving.isEmpty() && stamps.isEmpty() && loaded.isEmpty();
    }

    @Override
    public void disable(String timer) {
        enabled.remove(timer);
    }

    /** As "systemctl edit --full" does: the manager reads what the editor wrote. */
    @Override
    public void edit(String timer) {
        Path service = folder().resolve(timer.replace(".timer", ".service"));
        try {
            Files.writeString(service, Files.readString(service).replace("ExecStart=", "ExecStart=/usr/bin/nice "));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        reload();
    }

    @Override
    public List<String> started() {
        return List.copyOf(started);
    }

    @Override
    public List<String> wordsRunBy(Translation translation, String entry) {
        Document service = translation.documents().stream()
                .filter(document -> document.path().toString().endsWith("." + entry + ".service"))
                .findFirst()
                .orElseThrow();
        return ExecLine.words(service.content()
                .lines()
                .filter(line -> line.startsWith("ExecStart="))
                .findFirst()
                .orElseThrow()
                .substring("ExecStart=".length()));
    }

    @Override
    public CommandResult run(Command command) {
        List<String> words = new ArrayList<>(command.arguments());
        log.add(command.text().replace("systemctl --user --no-ask-password ", ""));
        boolean fails = log.size() - 1 == failAt;
        if (fails && !halfway) {
            return new CommandResult.Exited(99, "", "told to fail");
        }
        if (!words.get(0).equals("systemctl")) {
            CommandResult result = folderCommand(words);
            return fails ? new CommandResult.Exited(99, "", "told to fail") : result;
        }
        if (!words.subList(1, 3).equals(List.of("--user", "--no-ask-password"))) {
            throw new AssertionError("not for a user, or may ask: " + words);
        }
        List<String> options =
                words.stream().skip(3).filter(word -> word.startsWith("--")).toList();
        List<String> units =
                words.stream().skip(4).filter(word -> !word.startsWith("--")).toList();
        int code = 0;
        String out = "";
        for (String unit : fails ? units.subList(0, Math.min(1, units.size())) : units) {
            switch (words.get(3)) {
                case "show" -> out += show(unit) + "\n";
                case "enable" -> code = Math.max(code, enable(unit, options.contains("--now")));
                case "disable" -> code = Math.max(code, disableUnit(unit));
                case "stop" -> code = Math.max(code, stop(unit));
                case "clean" -> code = Math.max(code, clean(unit));
                case "restart" -> code = Math.max(code, start(unit));
                case "start" -> started.add(unit);
                case "reset-failed" -> code = Math.max(code, loaded.containsKey(unit) ? 0 : 1);
                default -> throw new AssertionError("unknown: " + words);
            }
        }
        if (words.get(3).equals("daemon-reload")) {
            reload();
        }
        return new CommandResult.Exited(fails ? 99 : code, out, code == 0 ? "" : "refused");
    }

    private CommandResult folderCommand(List<String> words) {
        try {
            Path folder = Path.of(words.get(words.size() - 1));
            if (words.get(0).equals("rm")) {
                for (String path : words.subList(2, words.size())) {
                    Files.deleteIfExists(Path.of(path));
                }
            } else if (words.get(0).equals("rmdir")) {
                Files.delete(folder);
            } else if (words.get(0).equals("mkdir")) {
                Files.createDirectories(folder);
            } else {
                throw new AssertionError("unknown: " + words);
            }
            return new CommandResult.Exited(0, "", "");
        } catch (IOException e) {
            return new CommandResult.Exited(1, "", e.toString());
        }
    }

    private int enable(String unit, boolean now) {
        if (read(unit).isEmpty()) {
            return 1;
        }
        enabled.add(unit);
        return now ? start(unit) : 0;
    }

    private int disableUnit(String unit) {
        return enabled.remove(unit) || read(unit).isPresent() ? 0 : 1;
    }

    private int start(String unit) {
        Optional<String> content = Optional.ofNullable(loaded.get(unit)).or(() -> read(unit));
        if (content.isEmpty()) {
            return 5;
        }
        loaded.put(unit, content.get());
        serving.put(unit, content.get());
        stamps.add(unit);
        return 0;
    }

    private int stop(String unit) {
        if (!loaded.containsKey(unit) && read(unit).isEmpty()) {
            return 5;
        }
        serving.remove(unit);
        return 0;
    }

    private int clean(String unit) {
        if (serving.containsKey(unit) || read(unit).isEmpty()) {
            return 1;
        }
        stamps.remove(unit);
        return 0;
    }

    private void reload() {
        loaded.clear();
        serving.keySet().forEach(unit -> loaded.put(unit, read(unit).orElse("gone")));
        serving.replaceAll((unit, content) -> loaded.get(unit));
    }

    private String show(String unit) {
        Optional<String> content = read(unit);
        content.ifPresent(text -> loaded.putIfAbsent(unit, text));
        boolean unread = content.isPresent() && !content.get().equals(loaded.get(unit));
        return "NextElapseUSecRealtime=" + (serving.containsKey(unit) ? "Sun 2026-11-22 02:00:00 UTC" : "")
                + "\nId=" + unit
                + "\nLoadState=" + (content.isPresent() ? "loaded" : "not-found")
                + "\nActiveState=" + (serving.containsKey(unit) ? "active" : "inactive")
                + "\nFragmentPath=" + (content.isPresent() ? folder().resolve(unit) : "")
                + "\nDropInPaths="
                + "\nUnitFileState=" + (enabled.contains(unit) ? "enabled" : content.isPresent() ? "disabled" : "")
                + "\nNeedDaemonReload=" + (unread ? "yes" : "no") + "\n";
    }

    private Optional<String> read(String unit) {
        return Optional.ofNullable(files().get(unit));
    }

    private Map<String, String> files() {
        Map<String, String> files = new TreeMap<>();
        if (!Files.isDirectory(folder())) {
            return files;
        }
        try (Stream<Path> paths = Files.walk(folder())) {
            for (Path path : paths.filter(path -> !path.equals(folder())).toList()) {
                String text = Files.isDirectory(path) ? "folder" : Files.readString(path);
                files.put(folder().relativize(path).toString(), text);
            }
            return files;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
