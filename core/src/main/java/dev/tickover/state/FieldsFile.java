package dev.tickover.state;

import dev.tickover.machine.SmallFiles;
import java.io.File;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Is a small file that survives a crash at any moment: replaced atomically, checksummed, with its former content kept. A
 * content that fails its checksum is set aside and the former one is used. The caller holds the lock that guards it.
 */
final class FieldsFile {

    private final File file;
    private final File former;
    private final String format;
    private final List<String> repairs = new ArrayList<>();
    private boolean mayBeOlder;

    FieldsFile(File file, String format) {
        this.file = file;
        this.former = new File(file.getPath() + ".former");
        this.format = format;
    }

    /**
     * Reads the newest whole content.
     *
     * @return the fields; null if there never was a file
     * @throws IOException if the file is there but cannot be read
     */
    Fields read() throws IOException {
        boolean isThere = file.exists();
        if (isThere) {
            Fields fields = readWhole(file);
            if (fields != null) {
                return fields;
            }
        }
        // The last replacement was cut off between its two renames, so there is no file; or a power failure tore the
        // file that was written over and took back the renames before, so there is no former one.
        File temporary = SmallFiles.temporaryOf(file);
        if (temporary.exists() && former.exists() != isThere) {
            Fields fields = readWhole(temporary);
            if (fields != null) {
                mayBeOlder = isThere;
                // Finished now: the next replacement would begin by overwriting the only copy.
                if (!temporary.renameTo(file)) {
                    throw new IOException("cannot rename " + temporary + " to " + file);
                }
                return fields;
            }
        }
        return readFormer();
    }

    private Fields readFormer() throws IOException {
        if (former.exists()) {
            mayBeOlder = true;
            return readWhole(former);
        }
        mayBeOlder = asideOf(file).exists();
        return null;
    }

    private static File asideOf(File damaged) {
        return new File(damaged.getPath() + ".damaged");
    }

    /** Whether what was read is not the last that was written: one write is missing, or if nothing was read, all are. */
    boolean mayBeOlder() {
        return mayBeOlder;
    }

    private Fields readWhole(File candidate) throws IOException {
        try {
            return Fields.decode(format, SmallFiles.read(candidate));
        } catch (FileNotFoundException missing) {
            if (candidate.exists()) {
                throw missing;
            }
            return null;
        } catch (DamagedException damaged) {
            File aside = asideOf(candidate);
            aside.delete();
            boolean moved = candidate.renameTo(aside);
            repairs.add(candidate.getName() + ": " + damaged.getMessage()
                    + (moved ? "; set aside as " + aside.getName() : "; it cannot be set aside"));
            return null;
        }
    }

    void write(Fields fields) throws IOException {
        SmallFiles.replace(file, former, fields.encode(format));
    }

    /** Writes so that whoever reads without the lock finds a file at every moment; costs a second write. */
    void writeInOneStep(Fields fields) throws IOException {
        if (file.exists()) {
            SmallFiles.replace(former, null, SmallFiles.read(file));
        }
        SmallFiles.replace(file, null, fields.encode(format));
    }

    /** What was found damaged while reading, one line each. */
    List<String> repairs() {
        return repairs;
    }
}
