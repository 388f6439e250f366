package dev.tickover.benchmarks.tick;

import dev.tickover.installer.install.CompiledInstallation;
import dev.tickover.installer.install.InstallRequest;
import dev.tickover.installer.install.Platform;
import dev.tickover.installer.runtime.RuntimeKind;
import dev.tickover.installer.runtime.TickRuntime;
import dev.tickover.installer.status.StatusReader;
import dev.tickover.machine.Scope;
import dev.tickover.schedule.App;
import dev.tickover.schedule.Every;
import dev.tickover.schedule.First;
import dev.tickover.schedule.Liveness;
import dev.tickover.schedule.Schedule;
import dev.tickover.state.AppFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A benchmark of what grows with the number of schedules: installs an application of many, without OS entries. */
final class GrowthBench {

    private final Platform platform;
    private final Path home;
    private final Path javaHome;

    GrowthBench(Platform platform, Path home, Path javaHome) {
        this.platform = platform;
        this.home = home;
        this.javaHome = javaHome;
    }

    /** An application of a number of schedules, and what compiling it and reading its status took. */
    record Grown(int schedules, AppFolder folder, double compileMs, double statusMs) {}

    Grown grow(int count) throws IOException {
        List<Schedule> schedules = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            schedules.add(Schedule.of("s" + i, Every.of(Duration.ofDays(1)))
                    .first(First.AT_DUE)
                    .build());
        }
        App app = new App("grown", Optional.empty(), List.of(), Liveness.DEFAULT, schedules);
        AppFolder folder = new AppFolder(home.resolve("grown-" + count).toFile());
        TickRuntime runtime = new TickRuntime(
                home.resolve("runtime"),
                javaHome,
                RuntimeKind.PLAIN,
                platform.runner(),
                platform.machine(),
                platform.environment().system(),
                line -> {});
        long begun = System.nanoTime();
        new CompiledInstallation(platform, runtime, folder)
                .write(new InstallRequest(app, Scope.USER, home.resolve("tickover.toml")), "run");
        long compiled = System.nanoTime();
        new StatusReader(platform, Optional.empty(), runtime).read(folder);
        long read = System.nanoTime();
        return new Grown(count, folder, (compiled - begun) / 1e6, (read - compiled) / 1e6);
    }
}
