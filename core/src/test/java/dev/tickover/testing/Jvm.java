package dev.tickover.testing;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Is a child JVM that runs a class of the tests; it ends with the test. */
public final class Jvm implements AutoCloseable {

    private final Process process;
    private final BufferedReader out;

    private Jvm(Process process) {
        this.process = process;
        this.out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /** Starts a main class with the test's class path, {@code TICKOVER_HOME} set to a folder, and JVM options. */
    public static Jvm start(Path home, List<String> options, Class<?> main, String... arguments) throws IOException {
        return start(home, command(options, main, arguments));
    }

    /** Starts a main class that may have so many files open, as a user's limit would have it. */
    public static Jvm startWithDescriptors(int most, Path home, Class<?> main, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("sh", "-c", "ulimit -n " + most + " && exec \"$@\"", "sh"));
        command.addAll(command(List.of(), main, arguments));
        return start(home, command);
    }

    private static Jvm start(Path home, List<String> command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("TICKOVER_HOME", home.toString());
        builder.redirectErrorStream(true);
        return new Jvm(builder.start());
    }

    private static List<String> command(List<String> options, Class<?> main, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xshare:auto", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx64m"));
        command.addAll(options);
        command.addAll(List.of("-cp", classPath(), main.getName()));
        command.addAll(List.of(arguments));
        return command;
    }

    /** Returns what this test runs with, as absolute paths. */
    private static String classPath() {
        StringBuilder path = new StringBuilder();
        for (String entry : System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))
                .split(File.pathSeparator)) {
            path.append(path.isEmpty() ? "" : File.pathSeparator).append(new File(entry).getAbsolutePath());
        }
        return path.toString();
    }

    /** Returns its process id. */
    public long pid() {
        return process.pid();
    }

    /** Reads the next line it prints; null at its end. */
    public String line() throws IOException {
        return out.readLine();
    }

    /** Reads lines until one that begins so; fails if it ends before. */
    public String lineThatBegins(String begin) throws IOException {
        StringBuilder seen = new StringBuilder();
        for (String line = line(); line != null; line = line()) {
            if (line.startsWith(begin)) {
                return line;
            }
            seen.append(line).append('\n');
        }
        throw new AssertionError("it ended without saying " + begin + ":\n" + seen);
    }

    /** Sends it a signal by name; returns when one that stops it has done so. */
    public void signal(String name) throws Exception {
        Signals.send(pid(), name);
    }

    /** Kills it as a crash would, and waits until it is gone. */
    public void crash() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Waits for its end. */
    public int exitCode() throws InterruptedException {
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("it did not end within 30 s");
        }
        return process.exitValue();
    }

    /** Writes it a line. */
    public void says(String line) throws IOException {
        process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().flush();
    }

    /** Ends its input, which our mains take as the sign to end. */
    public void endInput() throws IOException {
        process.getOutputStream().close();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
