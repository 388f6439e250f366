package dev.tickover.host;

import dev.tickover.testing.Installation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/**
 * Is a host in a process of its own that tells a file what happens to it. The words after the file name say how it
 * behaves: {@code stalls} begins work without progress unless it finds a checkpoint, {@code deaf} does not end when
 * asked, {@code hangs} never ends a tick, {@code now} takes over on
 * purpose, {@code twice} attaches two hosts.
 */
public final class WorkingHost {

    private static final CountDownLatch NEVER = new CountDownLatch(1);

    private WorkingHost() {}

    /** Returns the command that runs it, whatever the environment. */
    public static List<String> command(Path home, Path out, String... words) {
        List<String> command = new ArrayList<>();
        command.addAll(List.of("/usr/bin/env", "TICKOVER_HOME=" + home));
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx64m", "-cp"));
        command.add(System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
        command.add(WorkingHost.class.getName());
        command.add(out.toString());
        command.addAll(List.of(words));
        return command;
    }

    /** Attaches, and goes on until it is ended. */
    public static void main(String[] arguments) throws Exception {
        Path out = Path.of(arguments[0]);
        List<String> words = List.of(arguments).subList(1, arguments.length);
        if (words.contains("deaf")) {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                try {
                    NEVER.await();
                } catch (InterruptedException ended) {
                    Thread.currentThread().interrupt();
                }
            }));
        }
        for (int hosts = words.contains("twice") ? 2 : 1; hosts > 0; hosts--) {
            attach(out, words);
        }
        NEVER.await();
    }

    private static void attach(Path out, List<String> words) throws IOException {
        TickHost host = TickHost.attach(Installation.APP, words.contains("now") ? Takeover.NOW : Takeover.WHEN_FREE);
        host.onEvent(event -> {
            if (event instanceof HostEvent.Active active) {
                say(
                        out,
                        "attached " + active.generation() + " "
                                + ProcessHandle.current().pid());
            } else if (event instanceof HostEvent.Replaced over) {
                say(out, "replaced " + over.why());
            } else if (event instanceof HostEvent.StandingBy) {
                say(out, "stands by " + ProcessHandle.current().pid());
            }
        });
        host.checkpoint("agent-7").ifPresent(state -> say(out, "resumed " + new String(state, StandardCharsets.UTF_8)));
        if (words.contains("stalls") && host.checkpoint("agent-7").isEmpty()) {
            host.beginWork("agent-7").save("page 12".getBytes(StandardCharsets.UTF_8));
        }
        host.onTick("beat", tick -> {
            say(out, "tick " + tick.id() + " " + tick.attempt());
            if (words.contains("hangs")) {
                NEVER.await();
            }
        });
    }

    private static synchronized void say(Path out, String line) {
        try {
            Files.writeString(out, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException unwritable) {
            throw new IllegalStateException(unwritable);
        }
    }
}
