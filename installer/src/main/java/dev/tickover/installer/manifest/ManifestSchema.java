package dev.tickover.installer.manifest;

/** Gives the JSON Schema of the manifest, by which editors complete and check it. */
public final class ManifestSchema {

    /** The name under which the schema ships. */
    public static final String FILE_NAME = "tickover.schema.json";

    private ManifestSchema() {}

    /** {@return the schema, draft 2020-12: its text, lines ended by {@code \n}} */
    public static String text() {
        return Resource.text(FILE_NAME);
    }
}
