package dev.tickover.tick;

import dev.tickover.machine.ChildProcess;
import dev.tickover.machine.CommandResult;
import dev.tickover.machine.ExitCode;
import dev.tickover.machine.FileLock;
import dev.tickover.machine.SmallFiles;
import dev.tickover.machine.ThisJvm;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.zip.CRC32;

/**
 * Makes the class archive of the tick runtime that this JVM runs in anew where the JVM could not use it: the JDK was
 * updated, the jar was touched, the archive is damaged. Ticks run without it all the same, and slower, so this is left to
 * a sweep, which nobody waits for. What to do stands in the runtime's record, written when it was made.
 */
final class ArchiveRepair {

    static final String RECORD = "runtime.properties";

    private static final String ARCHIVE = "tick.jsa";
    private static final String NEW_ARCHIVE = "tick.jsa.new";
    private static final String FAILED_AT = "archiveRepairFailedAt";

    /** What has failed is tried again on another day: it takes a second of a processor. */
    private static final long AGAIN_AFTER_MS = Duration.ofDays(1).toMillis();

    private static final long LONGEST_MS = 60_000;

    private final File folder;
    private final File record;
    private final PrintStream err;

    ArchiveRepair(File folder, PrintStream err) {
        this.folder = folder;
        this.record = new File(folder, RECORD);
        this.err = err;
    }

    /** Looks whether this JVM runs without the archive of its runtime, and makes that anew. */
    static void ofThisRuntime(long nowMs, PrintStream err) {
        File folder = new File(ThisJvm.classPath()).getParentFile();
        if (!ThisJvm.hasArchive() && folder != null && new File(folder, RECORD).exists()) {
            new ArchiveRepair(folder, err).repair(nowMs);
        }
    }

    @SuppressWarnings("try") // the lock is held, not used
    private void repair(long nowMs) {
        File archive = new File(folder, ARCHIVE);
        long found = archive.lastModified();
        try (FileLock lock = FileLock.take(new File(folder, "archive.lock"))) {
            Properties properties = read();
            boolean wasRepaired = archive.lastModified() != found;
            if (wasRepaired || !properties.containsKey("dump.0") || nowMs - failedAt(properties) < AGAIN_AFTER_MS) {
                return;
            }
            String problem = dump(properties);
            if (problem == null) {
                seal(properties);
                err.println("tickover: the class archive of " + folder + " no longer fitted and was made anew");
            } else {
                properties.setProperty(FAILED_AT, Long.toString(nowMs));
                err.println("tickover: ticks run without their class archive, and slower: it could not be made anew: "
                        + problem + "\ntickover: `tickover install` makes the whole runtime anew");
            }
            write(properties);
        } catch (IOException | RuntimeException unwritable) {
            err.println(
                    "tickover: the class archive of " + folder + " cannot be made anew: " + unwritable.getMessage());
        }
    }

    private static long failedAt(Properties properties) {
        return Long.parseLong(properties.getProperty(FAILED_AT, "0"));
    }

    /** Makes the archive beside the old one, tries it, and puts it in place; returns what went wrong, or null. */
    private String dump(Properties properties) throws IOException {
        File made = new File(folder, NEW_ARCHIVE);
        List<String> dump = list(properties, "dump.");
        dump.replaceAll(argument -> replaced(argument, made));
        String problem = run(dump, 0);
        if (problem == null) {
            List<String> trial = list(properties, "command.");
            trial.replaceAll(argument -> argument.equals("-Xshare:auto") ? "-Xshare:on" : replaced(argument, made));
            // Without arguments the tick client says how to call it; without the archive it would not come that far.
            problem = run(trial, ExitCode.USAGE);
        }
        if (problem == null && !made.renameTo(new File(folder, ARCHIVE))) {
            problem = "it cannot be put in place";
        }
        if (problem != null) {
            made.delete();
        }
        return problem;
    }

    private static String replaced(String argument, File archive) {
        String flag = "-XX:SharedArchiveFile=";
        return argument.startsWith(flag) ? flag + archive.getPath() : argument;
    }

    private static String run(List<String> command, int expected) {
        Map<String, String> noOptions = Map.of("JAVA_TOOL_OPTIONS", "", "JDK_JAVA_OPTIONS", "", "_JAVA_OPTIONS", "");
        CommandResult result = ChildProcess.runQuietly(command, noOptions, LONGEST_MS);
        boolean asExpected = result instanceof CommandResult.Exited exited && exited.code() == expected;
        return asExpected ? null : result.summary();
    }

    /** Says what the files and the JDK are now, so that status and doctor find them as they should be. */
    private void seal(Properties properties) throws IOException {
        for (String name : properties.stringPropertyNames()) {
            if (name.startsWith("seal.")) {
                File file = new File(folder, name.substring("seal.".length()));
                properties.setProperty(name, file.lastModified() + ":" + file.length());
            }
        }
        if (!properties.getProperty("command.0", "").startsWith(folder.getPath())) {
            properties.setProperty("javaVersion", ThisJvm.version());
            File release = new File(properties.getProperty("javaHome", ""), "release");
            if (release.exists()) {
                CRC32 crc = new CRC32();
                crc.update(Files.readAllBytes(release.toPath()));
                properties.setProperty("javaFingerprint", Long.toHexString(crc.getValue()));
            }
        }
        properties.remove(FAILED_AT);
    }

    private static List<String> list(Properties properties, String prefix) {
        List<String> list = new ArrayList<>();
        for (int i = 0; properties.containsKey(prefix + i); i++) {
            list.add(properties.getProperty(prefix + i));
        }
        return list;
    }

    private Properties read() throws IOException {
        Properties properties = new Properties();
        properties.load(
                new InputStreamReader(new ByteArrayInputStream(SmallFiles.read(record)), StandardCharsets.UTF_8));
        return properties;
    }

    private void write(Properties properties) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        properties.store(bytes, "Says of what this tick runtime consists; written when it was whole.");
        SmallFiles.replace(record, null, bytes.toByteArray());
    }
}
