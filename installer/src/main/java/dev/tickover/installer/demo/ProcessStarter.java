package dev.tickover.installer.demo;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Starts the sample host, which finds the demo's state by {@code TICKOVER_HOME}. */
record ProcessStarter(List<String> command, Path home) {

    Process start(String appId, String schedule) throws IOException {
        List<String> arguments = new ArrayList<>(command);
        arguments.add(appId);
        arguments.add(schedule);
        ProcessBuilder builder = new ProcessBuilder(arguments).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put("TICKOVER_HOME", home.toString());
        return builder.start();
    }
}
