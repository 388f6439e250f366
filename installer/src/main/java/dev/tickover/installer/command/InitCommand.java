package dev.tickover.installer.command;

import dev.tickover.installer.UserException;
import dev.tickover.installer.manifest.ManifestReader;
import dev.tickover.installer.manifest.StarterManifest;
import dev.tickover.machine.ExitCode;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "init", description = "Writes a commented starter manifest, " + ManifestReader.FILE_NAME + ".")
final class InitCommand implements Callable<Integer> {

    private final Context context;

    @Parameters(arity = "0..1", paramLabel = "DIR", description = "Where to write it; the working folder by default.")
    private Path folder;

    InitCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws IOException {
        Path target = folder == null
                ? context.workingFolder()
                : context.workingFolder().resolve(folder).normalize();
        Files.createDirectories(target);
        Path manifest = target.resolve(ManifestReader.FILE_NAME);
        try {
            Files.writeString(manifest, StarterManifest.text(target), StandardOpenOption.CREATE_NEW);
        } catch (FileAlreadyExistsException there) {
            throw new UserException(
                    ExitCode.FAILED, manifest + " is there already", "edit it, or remove it and run init again");
        }
        context.out().println("Wrote " + manifest);
        context.out().println("Edit it, look at what it becomes with `tickover plan`, then run `tickover install`.");
        return ExitCode.DONE;
    }
}
