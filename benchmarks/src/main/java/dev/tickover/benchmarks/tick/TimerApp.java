package dev.tickover.benchmarks.tick;

import dev.tickover.backend.AppAddress;
import dev.tickover.backend.Backend;
import dev.tickover.event.HistoryEvent;
import dev.tickover.installer.install.InstallRequest;
import dev.tickover.installer.install.Installer;
import dev.tickover.installer.install.Platform;
import dev.tickover.installer.install.StateFolders;
import dev.tickover.installer.install.Uninstaller;
import dev.tickover.installer.runtime.TickRuntime;
import dev.tickover.machine.Command;
import dev.tickover.machine.CommandResult;
import dev.tickover.machine.Scope;
import dev.tickover.schedule.App;
import dev.tickover.schedule.Every;
import dev.tickover.schedule.First;
import dev.tickover.schedule.Liveness;
import dev.tickover.schedule.Schedule;
import dev.tickover.state.AppFolder;
import dev.tickover.state.History;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An application for as long as the benchmark lasts: one schedule of a few seconds, on real timers of the user. */
final class TimerApp implements AutoCloseable {

    static final String ID = "dev.tickover.bench";
    static final String SCHEDULE = "beat";

    /** Divides a minute, so that a calendar pulse can match it. */
    static final int SECONDS = 10;

    private final Platform platform;
    private final Backend backend;
    private final TickRuntime runtime;
    private final AppFolder folder;
    private final Path manifest;

    TimerApp(Platform platform, Backend backend, TickRuntime runtime, AppFolder folder, Path manifest) {
        this.platform = platform;
        this.backend = backend;
        this.runtime = runtime;
        this.folder = folder;
        this.manifest = manifest;
    }

    /** Returns where its timer is, or would be. */
    static Path timer(Backend backend, Platform platform) {
        return backend.documentFolder(Scope.USER, platform.environment())
                .resolve("tickover." + ID + "." + SCHEDULE + ".timer");
    }

    void install() throws IOException {
        Schedule schedule = Schedule.of(SCHEDULE, Every.of(Duration.ofSeconds(SECONDS)))
                .first(First.AT_DUE)
                .spacing(Duration.ofSeconds(1))
                .build();
        App app = new App(ID, Optional.empty(), List.of(), Liveness.DEFAULT, List.of(schedule));
        Files.createDirectories(dropIns());
        // A timer pulses once a minute at most; a drop-in, as a user may write one, leaves its accuracy as it is.
        Files.writeString(dropIns().resolve("bench.conf"), "[Timer]\nOnCalendar=\nOnCalendar=*:*:0/" + SECONDS + "\n");
        new Installer(platform, backend, runtime, folder).install(new InstallRequest(app, Scope.USER, manifest));
    }

    private Path dropIns() {
        Path timer = timer(backend, platform);
        return timer.resolveSibling(timer.getFileName() + ".d");
    }

    /** Returns when the tick client of the last pulse began; empty if systemd does not report it. */
    Optional<Instant> lastBegun() {
        String unit = "tickover." + ID + "." + SCHEDULE + ".service";
        // org.freedesktop.systemd1(5): microseconds of CLOCK_MONOTONIC, which is what the JVM counts in on Linux.
        String property = "ExecMainStartTimestampMonotonic";
        CommandResult result =
                platform.runner().run(Command.of("systemctl", "--user", "show", unit, "--property", property));
        if (!(result instanceof CommandResult.Exited exited) || exited.code() != 0) {
            return Optional.empty();
        }
        String text = exited.out().strip();
        long begunMicros = Long.parseLong(text.substring(text.indexOf('=') + 1));
        long ago = System.nanoTime() - begunMicros * 1_000;
        return begunMicros == 0 ? Optional.empty() : Optional.of(Instant.now().minusNanos(ago));
    }

    /** Returns when a tick was first in flight; empty if the history does not have it. */
    Optional<Instant> inFlight(String tick) throws IOException {
        List<Instant> found = new ArrayList<>();
        new History(folder).forEach(line -> {
            if (line.event() instanceof HistoryEvent.Fired fired
                    && fired.tick().id().equals(tick)) {
                found.add(fired.at());
            }
        });
        return found.stream().findFirst();
    }

    /** Removes all of it; may be called at any time, and twice. */
    @Override
    public void close() throws IOException {
        // Locks are files that an interrupted thread cannot open; who is interrupted removes it all the same.
        boolean interrupted = Thread.interrupted();
        try {
            remove();
        } catch (IOException | RuntimeException failed) {
            if (!Thread.interrupted()) {
                throw failed;
            }
            interrupted = true;
            remove();
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void remove() throws IOException {
        if (folder.path().exists()) {
            new Uninstaller(platform, runtime, folder)
                    .uninstall(new AppAddress(ID, Scope.USER), Optional.of(backend), true);
        }
        StateFolders.delete(dropIns());
    }
}
