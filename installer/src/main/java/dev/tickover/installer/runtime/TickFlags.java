package dev.tickover.installer.runtime;

import dev.tickover.machine.OperatingSystem;
import java.util.ArrayList;
import java.util.List;

/**
 * Is the table of the JVM flags that a tick client is started with. The effects were measured on Linux as ratios of wall
 * time to an empty tick without the flag, before there was a tick client to measure; what stands here for JDK 21 was taken
 * over, not measured.
 */
final class TickFlags {

    private static final int FIRST = 17;
    private static final int LATEST = Integer.MAX_VALUE;

    /** The flags, in the order in which they are given. */
    static final List<Flag> TABLE = List.of(
            always("-XX:+IgnoreUnrecognizedVMOptions")
                    .because("a JDK updated under the schedules may know a flag no longer; it must not silence them")
                    .effect("none"),
            always("-XX:+UseG1GC")
                    .until(20)
                    .because("up to 20 the archived heap, with the module graph in it, loads with G1 alone; and on one"
                            + " CPU the JVM would choose another collector by itself")
                    .effect("0.91 to 0.94 of SerialGC on 17"),
            always("-XX:+UseSerialGC")
                    .from(21)
                    .because("starts no thread, and the archived heap loads with it")
                    .effect("0.92 of G1 on 25"),
            always("-Xint")
                    .on(RuntimeKind.IMAGE, RuntimeKind.ARCHIVE)
                    .because("nothing runs long enough to be worth compiling")
                    .effect("wall 0.95, CPU 0.87"),
            always("-XX:TieredStopAtLevel=1")
                    .on(RuntimeKind.PLAIN)
                    .because("without an archive classes are parsed and verified, which the simple compiler speeds up")
                    .effect("0.92 of both compilers"),
            always("-XX:+UnlockDiagnosticVMOptions")
                    .on(RuntimeKind.IMAGE, RuntimeKind.ARCHIVE)
                    .because("the next flag is a diagnostic one")
                    .effect("none"),
            always("-XX:ArchiveRelocationMode=0")
                    .on(RuntimeKind.IMAGE, RuntimeKind.ARCHIVE)
                    .because("maps the archive where it was made for, instead of patching every pointer in it; if that"
                            + " place is taken, the JVM relocates it as it would have anyway")
                    .effect("0.90 of a not-due tick"),
            always("-XX:ParallelGCThreads=1")
                    .until(20)
                    .because("a tick collects next to nothing; each thread of the collector is one to start and to end")
                    .effect("0.99 of a not-due tick's CPU time, with the next two"),
            always("-XX:ConcGCThreads=1").until(20).because("as above").effect("as above"),
            always("-XX:G1ConcRefinementThreads=0")
                    .until(20)
                    .because("as above")
                    .effect("as above"),
            always("-XX:-UseNotificationThread")
                    .because("nobody is to be notified of low memory; the service thread would do it")
                    .effect("within the noise: 0.98 to 1.00 of a not-due tick's CPU time"),
            always("-XX:StringTableSize=1024")
                    .because("the strings of the archive have a table of their own; this one is for a few hundred")
                    .effect("0.99 of a not-due tick's CPU time and 0.7 MiB less, with the next one but one"),
            always("-XX:+UnlockExperimentalVMOptions")
                    .because("the next flag is an experimental one")
                    .effect("none"),
            always("-XX:SymbolTableSize=2048")
                    .because("as for strings: half a megabyte of empty tables is a page fault for each 4 KiB")
                    .effect("see there"),
            always("-XX:-UsePerfData")
                    .because("nobody attaches jstat to a tick; its file in /tmp costs two system calls and a page")
                    .effect("0.93"),
            always("-Xmx32m")
                    .because(
                            "enough for a sweep of thousands of schedules, and the same as the archive was dumped with")
                    .effect("0.95, 1.7 MiB less"),
            always("-Djava.nio.channels.spi.SelectorProvider=sun.nio.ch.EPollSelectorProvider")
                    .of(OperatingSystem.LINUX)
                    .on(RuntimeKind.IMAGE, RuntimeKind.ARCHIVE)
                    .because("names what the JDK would otherwise look up through ServiceLoader; tried at installation,"
                            + " since the name is internal")
                    .effect("0.91 of a delivered tick"),
            always("-Djava.nio.channels.spi.SelectorProvider=sun.nio.ch.KQueueSelectorProvider")
                    .of(OperatingSystem.MACOS)
                    .on(RuntimeKind.IMAGE, RuntimeKind.ARCHIVE)
                    .because("as on Linux")
                    .effect("not measured"),
            always("-Djava.nio.channels.spi.SelectorProvider=sun.nio.ch.WEPollSelectorProvider")
                    .of(OperatingSystem.WINDOWS)
                    .on(RuntimeKind.IMAGE, RuntimeKind.ARCHIVE)
                    .because("as on Linux")
                    .effect("not measured"),
            always("-Djava.security.properties==/dev/null")
                    .of(OperatingSystem.LINUX, OperatingSystem.MACOS)
                    .on(RuntimeKind.ARCHIVE)
                    .because(
                            "without a security provider the JDK's sockets take their random numbers from the tick client,"
                                    + " which reads the kernel's; an image has none to begin with")
                    .effect("not measured by itself"),
            always("-Djdk.reflect.useNativeAccessorOnly=true")
                    .from(18)
                    .on(RuntimeKind.IMAGE, RuntimeKind.ARCHIVE)
                    .because("reflection through method handles (JEP 416) costs 3 ms at first use")
                    .effect("0.92 of a delivered tick on 25"),
            always("-Xlog:disable")
                    .because("the JVM writes its warnings to standard output, which may be anybody's")
                    .effect("none"),
            always("-Xlog:all=warning:stderr")
                    .because("warnings of the JVM belong into the journal")
                    .effect("none"));

    private TickFlags() {}

    /** Returns the flags for one Java version, system and rung. */
    static List<String> of(int feature, OperatingSystem system, RuntimeKind rung) {
        List<String> flags = new ArrayList<>();
        for (Flag flag : TABLE) {
            if (flag.appliesTo(feature, system, rung)) {
                flags.add(flag.text());
            }
        }
        return flags;
    }

    /** Returns those that an archive must be dumped with so that it fits the run: what shapes the heap. */
    static List<String> forDump(int feature) {
        return List.of(feature <= 20 ? "-XX:+UseG1GC" : "-XX:+UseSerialGC", "-Xmx32m");
    }

    private static Flag always(String text) {
        return new Flag(text, FIRST, LATEST, List.of(OperatingSystem.values()), List.of(RuntimeKind.values()), "", "");
    }

    /** A flag, where it is given, why, and what it was measured to do. */
    record Flag(
            String text,
            int firstVersion,
            int lastVersion,
            List<OperatingSystem> systems,
            List<RuntimeKind> rungs,
            String reason,
            String effect) {

        private Flag from(int version) {
            return new Flag(text, version, lastVersion, systems, rungs, reason, effect);
        }

        private Flag until(int version) {
            return new Flag(text, firstVersion, version, systems, rungs, reason, effect);
        }

        private Flag of(OperatingSystem... only) {
            return new Flag(text, firstVersion, lastVersion, List.of(only), rungs, reason, effect);
        }

        private Flag on(RuntimeKind... only) {
            return new Flag(text, firstVersion, lastVersion, systems, List.of(only), reason, effect);
        }

        private Flag because(String why) {
            return new Flag(text, firstVersion, lastVersion, systems, rungs, why, effect);
        }

        private Flag effect(String measured) {
            return new Flag(text, firstVersion, lastVersion, systems, rungs, reason, measured);
        }

        boolean appliesTo(int feature, OperatingSystem system, RuntimeKind rung) {
            return feature >= firstVersion
                    && feature <= lastVersion
                    && systems.contains(system)
                    && rungs.contains(rung);
        }
    }
}
