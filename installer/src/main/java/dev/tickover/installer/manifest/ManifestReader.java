package dev.tickover.installer.manifest;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Reads {@code tickover.toml} into an application. It is strict: an unknown key, a wrong type, a contradiction or a
 * value out of range is an error, and all errors of a file are told at once. Errors of the TOML grammar are told first,
 * all of them; the rest only once there is none, since a broken line may hide what follows it.
 *
 * <p>Immutable, safe for use by many threads.
 */
public final class ManifestReader {

    /** The name that a manifest has unless the user gives another. */
    public static final String FILE_NAME = "tickover.toml";

    /**
     * Reads a manifest file with the standard limits.
     *
     * @param file the file
     * @return the application, or all errors; a file that cannot be read is one of them
     */
    public ManifestResult read(Path file) {
        return read(file, Limits.STANDARD);
    }

    /**
     * Reads a manifest file.
     *
     * @param file the file, in UTF-8, at most 1 MiB
     * @param limits what it is held to
     * @return the application, or all errors; a file that cannot be read is one of them
     */
    public ManifestResult read(Path file, Limits limits) {
        ManifestFile content = ManifestFile.read(file);
        return content.error().isPresent()
                ? new ManifestResult.Invalid(List.of(content.error().get()))
                : read(content.text(), file.toString(), limits);
    }

    /**
     * Reads the text of a manifest with the standard limits.
     *
     * @param text the text
     * @param sourceName the name that errors give to it
     * @return the application, or all errors
     */
    public ManifestResult read(String text, String sourceName) {
        return read(text, sourceName, Limits.STANDARD);
    }

    /**
     * Reads the text of a manifest.
     *
     * @param text the text; any line ends, with or without a byte-order mark
     * @param sourceName the name that errors give to it
     * @param limits what it is held to
     * @return the application, or all errors
     */
    public ManifestResult read(String text, String sourceName, Limits limits) {
        String plain = text.startsWith("\ufeff") ? text.substring(1) : text;
        String lines = plain.replace("\r\n", "\n");
        if (lines.isBlank()) {
            return new ManifestResult.Invalid(List.of(new ManifestError(
                    sourceName,
                    OptionalInt.empty(),
                    "",
                    "",
                    "the manifest is empty",
                    "tickover init writes one to start from")));
        }
        TomlOutline outline = TomlScanner.scan(lines);
        Map<String, Object> tree = outline.faults().isEmpty() ? TomlTree.read(outline) : Map.of();
        if (!outline.faults().isEmpty()) {
            return new ManifestResult.Invalid(grammarErrors(outline, sourceName));
        }
        Problems problems = new Problems(sourceName, outline);
        return new AppReader(problems, outline, limits).read(tree);
    }

    private static List<ManifestError> grammarErrors(TomlOutline outline, String source) {
        return outline.faults().stream()
                .map(fault -> new ManifestError(
                        source, OptionalInt.of(fault.line()), fault.key(), "", fault.problem(), fault.advice()))
                .sorted(ManifestError.BY_LINE)
                .toList();
    }
}
