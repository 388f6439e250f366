package dev.tickover.installer.doctor;

import dev.tickover.machine.Command;
import dev.tickover.machine.CommandResult;
import dev.tickover.machine.CommandResult.Exited;
import dev.tickover.machine.CommandRunner;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Answers as Windows does in one language, with whole outputs in the code page that its console has there. */
final class RecordedWindows implements CommandRunner {

    /** What schtasks and whoami were seen to say; the runner takes all of it for UTF-8, rightly or not. */
    enum Tongue {
        GERMAN(
                "FEHLER: Das System kann die angegebene Datei nicht finden.\r\n",
                "FEHLER: Zugriff verweigert\r\n",
                "größe-pc\\zoë",
                "IBM850"),
        JAPANESE("エラー: 指定されたファイルが見つかりません。\r\n", "エラー: アクセスが拒否されました。\r\n", "日本\\太郎", "windows-31j"),
        JAPANESE_UTF_16("エラー: 指定されたファイルが見つかりません。\r\n", "エラー: アクセスが拒否されました。\r\n", "日本\\太郎", "UTF-16LE"),
        FRENCH(
                "ERREUR : Le fichier spécifié est introuvable.\r\n",
                "ERREUR : Accès refusé.\r\n",
                "pc\\Zoé, \"\"Z\"\"",
                "IBM850");

        final String notFound;
        final String denied;
        private final String user;
        private final Charset charset;

        Tongue(String notFound, String denied, String user, String charset) {
            this.notFound = notFound;
            this.denied = denied;
            this.user = user;
            this.charset = Charset.forName(charset);
        }

        String heard(String said) {
            return new String(said.getBytes(charset), StandardCharsets.UTF_8);
        }
    }

    static final String SID = "S-1-5-21-1-2-3-1001";

    private final Tongue tongue;
    private final Map<String, String> tasks = new TreeMap<>();
    private String lastResult = "0";
    private final Set<String> variables = new TreeSet<>();
    private Optional<CommandResult> registry = Optional.empty();
    private Optional<CommandResult> list = Optional.empty();

    RecordedWindows(Tongue tongue) {
        this.tongue = tongue;
    }

    /** Registers an entry's task, as it was meant or changed by hand. */
    void register(String entry, String xml) {
        tasks.put(entry, xml);
    }

    void delete(String entry) {
        tasks.remove(entry);
    }

    void lastResult(String number) {
        lastResult = number;
    }

    /** Answers the list of all tasks with a refusal. */
    void refuseTheList(int code) {
        list = Optional.of(new Exited(code, "", tongue.heard(tongue.denied)));
    }

    /** Has a variable in the environment that Windows keeps: in the key of the user, or of the machine. */
    void setVariable(String key, String name) {
        variables.add(key + " " + name);
    }

    /** Answers every question about the registry alike. */
    void answerRegistry(CommandResult result) {
        registry = Optional.of(result);
    }

    @Override
    public CommandResult run(Command command) {
        String program = command.arguments().get(0);
        return switch (program) {
            case "whoami" -> new Exited(0, tongue.heard("\"" + tongue.user + "\",\"" + SID + "\"\r\n"), "");
            case "powershell.exe" -> new Exited(0, tongue.heard(runs()), "");
            case "schtasks" -> command.arguments().contains("/tn") ? query(command) : list.orElse(all());
            case "reg" -> registry.orElse(registry(command));
            default -> throw new AssertionError("never recorded: " + command.text());
        };
    }

    private CommandResult query(Command command) {
        String task = command.arguments().get(command.arguments().size() - 1);
        String xml = tasks.get(task.substring(task.lastIndexOf('\\') + 1));
        return xml == null ? new Exited(1, "", tongue.heard(tongue.notFound)) : new Exited(0, tongue.heard(xml), "");
    }

    /** Learn, "reg query": 0 if there is such a value, 1 if not. */
    private CommandResult registry(Command command) {
        List<String> words = command.arguments();
        boolean there = variables.contains(words.get(2).substring(0, 4) + " " + words.get(4));
        return there
                ? new Exited(0, "\r\n" + words.get(2) + "\r\n    " + words.get(4) + "    REG_SZ    -Xmx4g\r\n", "")
                : new Exited(1, "", tongue.heard(tongue.notFound));
    }

    private CommandResult all() {
        return new Exited(0, tongue.heard(String.join("\r\n", tasks.values())), "");
    }

    private String runs() {
        StringBuilder out = new StringBuilder();
        tasks.keySet()
                .forEach(entry -> out.append("\\Tickover-" + SID + "\\alma\\")
                        .append(entry)
                        .append('|')
                        .append(lastResult)
                        .append("|134390000000000000\r\n"));
        return out.toString();
    }
}
