package dev.tickover.installer.manifest;

import dev.tickover.schedule.App;
import java.nio.file.Path;
import java.text.Normalizer;

/** Writes the commented manifest that a user begins with. */
public final class StarterManifest {

    private static final String FALLBACK = "my-app";
    private static final int LONGEST = 64;

    private StarterManifest() {}

    /**
     * Writes a manifest for an application that lives in a folder.
     *
     * @param folder the folder, relative or absolute; its name makes the id
     * @return the text, lines ended by {@code \n}; it reads as valid
     */
    public static String text(Path folder) {
        return Resource.text("starter.toml").replace("@ID@", idOf(folder));
    }

    /**
     * Makes an application id of the name of a folder.
     *
     * @param folder the folder, relative or absolute
     * @return a well-formed id: what an id cannot hold becomes a hyphen, accents are dropped
     */
    public static String idOf(Path folder) {
        Path name = folder.toAbsolutePath().normalize().getFileName();
        String plain = name == null ? "" : Normalizer.normalize(name.toString(), Normalizer.Form.NFD);
        String id = plain.replaceAll("\\p{M}+", "")
                .replaceAll("[^A-Za-z0-9._-]+", "-")
                .replaceAll("\\.{2,}", ".")
                .replaceAll("^[^A-Za-z0-9]+", "");
        String cut = id.substring(0, Math.min(LONGEST, id.length())).replaceAll("[^A-Za-z0-9]+$", "");
        return App.isId(cut) ? cut : FALLBACK;
    }
}
