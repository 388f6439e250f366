package dev.tickover.real;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Is a host that runs on a user's machine, as far as it can be seen from outside: what it prints, and its pid. */
final class RunningHost {

    /**
     * Is a tick that it said it received.
     *
     * @param id its id
     * @param reason its reason
     * @param missed how many further due instants it stands for
     * @param attempt which delivery of it this is, from 1
     */
    record Said(String id, String reason, int missed, int attempt) {}

    private final UserMachine machine;
    private final Path output;
    private final String pid;

    private RunningHost(UserMachine machine, Path output, String pid) {
        this.machine = machine;
        this.output = output;
        this.pid = pid;
    }

    static RunningHost start(UserMachine machine, String name, List<String> command) throws Exception {
        RunningHost host = startSoon(machine, name, command);
        host.awaitAttached();
        return host;
    }

    /** Starts one that may stand by first. */
    static RunningHost startSoon(UserMachine machine, String name, List<String> command) throws IOException {
        Path output = machine.write(name + ".out", "");
        List<String> shell = new ArrayList<>(List.of(
                "sh", "-c", "out=$1; shift; \"$@\" >\"$out\" 2>&1 </dev/null & echo $!", "sh", output.toString()));
        shell.addAll(command);
        return new RunningHost(machine, output, machine.run(shell));
    }

    void awaitAttached() throws Exception {
        UserMachine.await(
                output + ": it attaches",
                () -> {
                    boolean attached = !lines("attached ").isEmpty();
                    String said = Files.readString(output);
                    if (!attached && (said.contains("rror") || said.contains("xception"))) {
                        throw new AssertionError(said);
                    }
                    return attached;
                },
                () -> state() + contentOf(output));
    }

    private static String contentOf(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException gone) {
            return gone.toString();
        }
    }

    /** What the system says of the process, and where its threads stand. */
    private String state() {
        String jstack =
                Path.of(System.getProperty("java.home"), "bin", "jstack").toString();
        return machine.run(List.of("sh", "-c", "grep State: /proc/" + pid + "/status; " + jstack + " " + pid)) + "\n";
    }

    static RunningHost java(UserMachine machine, String app, long tickTakesMs, String... words) throws Exception {
        RunningHost host = javaSoon(machine, app, tickTakesMs, words);
        host.awaitAttached();
        return host;
    }

    /** Starts one that may stand by first. */
    static RunningHost javaSoon(UserMachine machine, String app, long tickTakesMs, String... words) throws IOException {
        List<String> command = new ArrayList<>(machine.java(TestHost.class));
        command.addAll(List.of(app, "beat", Long.toString(tickTakesMs)));
        command.addAll(List.of(words));
        return startSoon(machine, app + "-" + System.nanoTime(), command);
    }

    String pid() {
        return pid;
    }

    List<Said> ticks() throws IOException {
        return said("tick");
    }

    List<Said> said(String what) throws IOException {
        List<Said> said = new ArrayList<>();
        for (String line : Files.readAllLines(output)) {
            String[] words = line.split(" ");
            if (words[0].equals(what) && words.length == 5) {
                said.add(new Said(words[1], words[2], Integer.parseInt(words[3]), Integer.parseInt(words[4])));
            }
        }
        return said;
    }

    List<String> lines(String begin) throws IOException {
        return Files.readAllLines(output).stream()
                .filter(line -> line.startsWith(begin))
                .toList();
    }

    void awaitLine(String begin) throws Exception {
        UserMachine.await(output + ": " + begin, () -> !lines(begin).isEmpty(), () -> contentOf(output));
    }

    void awaitTicks(int count) throws Exception {
        UserMachine.await("tick number " + count + " of " + output, () -> ticks().size() >= count);
    }

    /** Sends it a signal by name; returns when one that stops it has done so, which the kernel does not promise. */
    void signal(String name) throws Exception {
        machine.run(List.of("kill", "-" + name, pid));
        if (name.equals("STOP")) {
            String look = "cat /proc/" + pid + "/task/*/stat | grep -cv ') T ' || true";
            UserMachine.await(
                    "the stop of " + output,
                    () -> machine.run(List.of("sh", "-c", look)).equals("0"));
        }
    }

    void awaitEnd() throws Exception {
        String look = "kill -0 " + pid + " 2>/dev/null && echo runs || echo ended";
        UserMachine.await(
                "the end of " + output,
                () -> machine.run(List.of("sh", "-c", look)).equals("ended"));
    }
}
