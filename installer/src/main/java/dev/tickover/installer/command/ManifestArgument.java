package dev.tickover.installer.command;

import dev.tickover.installer.UserException;
import dev.tickover.installer.manifest.Limits;
import dev.tickover.installer.manifest.ManifestReader;
import dev.tickover.installer.manifest.ManifestResult;
import dev.tickover.machine.ExitCode;
import java.nio.file.Files;
import java.nio.file.Path;

/** Finds and reads the manifest that a command is given, or the one in the working folder. */
final class ManifestArgument {

    private ManifestArgument() {}

    static Path path(Context context, Path given) {
        Path path = context.workingFolder()
                .resolve(given == null ? Path.of(ManifestReader.FILE_NAME) : given)
                .normalize();
        return Files.isDirectory(path) && Files.exists(path.resolve(ManifestReader.FILE_NAME))
                ? path.resolve(ManifestReader.FILE_NAME)
                : path;
    }

    static ManifestResult.Valid read(Context context, Path path) {
        return read(context, path, Limits.STANDARD);
    }

    static ManifestResult.Valid read(Context context, Path path, Limits limits) {
        if (!Files.exists(path)) {
            throw new UserException(
                    ExitCode.INVALID, "there is no manifest " + path, "write one with: tickover init, or name another");
        }
        ManifestResult result = new ManifestReader().read(path, limits);
        if (result instanceof ManifestResult.Valid valid) {
            for (String note : valid.notes()) {
                context.err().println("tickover: " + note);
            }
            return valid;
        }
        ManifestResult.Invalid invalid = (ManifestResult.Invalid) result;
        int count = invalid.errors().size();
        throw new UserException(
                ExitCode.INVALID,
                invalid.text().stripTrailing(),
                count == 1 ? "mend it and try again" : "mend these " + count + " and try again");
    }
}
