package dev.tickover.installer.importing;

import dev.tickover.importing.Source;
import dev.tickover.installer.manifest.ManifestReader;
import dev.tickover.installer.manifest.ManifestResult;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The result of an import.
 *
 * @param appId the id of the application
 * @param manifest the manifest's text; empty if nothing could be carried over
 * @param entries what became of each entry of the sources, in their order
 */
public record ImportResult(String appId, String manifest, List<Carried> entries) {

    /** The manifest reader takes no more. */
    private static final int LARGEST_MANIFEST = 1 << 20;

    /** Copies the list. */
    public ImportResult {
        entries = List.copyOf(entries);
    }

    /**
     * Counts the entries of which no schedule came.
     *
     * @return how many
     */
    public int left() {
        return (int) entries.stream().filter(entry -> !entry.isCarried()).count();
    }

    /** Writes the manifest, and has the manifest reader accept it before anybody sees it. */
    static ImportResult of(String appId, List<Source> sources, List<Carried> entries) {
        if (entries.stream().noneMatch(Carried::isCarried)) {
            return new ImportResult(appId, "", entries);
        }
        String manifest = ManifestText.of(appId, sources, entries);
        if (manifest.getBytes(StandardCharsets.UTF_8).length > LARGEST_MANIFEST) {
            throw SourceReader.damaged(
                    "the manifest would be larger than 1 MiB, the most that Tickover reads",
                    "import fewer files at once");
        }
        if (new ManifestReader().read(manifest, "manifest") instanceof ManifestResult.Invalid invalid) {
            throw new IllegalStateException("the manifest is not valid: " + invalid.text());
        }
        return new ImportResult(appId, manifest, entries);
    }
}
