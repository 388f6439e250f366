package dev.tickover.installer.command;

import dev.tickover.installer.demo.DemoStage;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(
        name = "demo",
        description = "Tells the whole story in about a minute and a half, on this machine's real scheduler if it can.")
final class DemoCommand implements Callable<Integer> {

    private final Context context;

    DemoCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        return new DemoStage(
                        context.platform(),
                        context.backends(),
                        context.javaHome(),
                        System.getProperty("java.class.path"),
                        line -> context.out().println(line))
                .play();
    }
}
