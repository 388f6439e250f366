package dev.tickover.host;

import dev.tickover.testing.Installation;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import javax.management.JMException;
import javax.management.ObjectName;

/** Is a process that does nothing: as a host that has had its first tick, as ten that stand by, or as a bare JVM. */
public final class IdleJvm {

    static final String BARE = "bare";
    static final String HOST = "host";
    static final String STANDBYS = "standbys";

    private static final List<TickHost> STANDING_BY = new ArrayList<>();

    private IdleJvm() {}

    /** Takes which of the three; a host says first what it has added to the heap. */
    public static void main(String[] arguments) throws Exception {
        if (arguments[0].equals(HOST)) {
            histogram();
            Map<String, Long> before = histogram();
            CountDownLatch ticked = new CountDownLatch(1);
            TickHost host = TickHost.attach(Installation.APP);
            host.onTick("beat", tick -> ticked.countDown());
            ticked.await();
            awaitIdle();
            histogram();
            tell(before, histogram(), host.generation());
        }
        for (int i = 0; i < 10 && arguments[0].equals(STANDBYS); i++) {
            STANDING_BY.add(TickHost.attach(Installation.APP));
        }
        System.out.println("ready");
        while (System.in.read() >= 0) {
            // Only the end counts.
            continue;
        }
    }

    /** Once the threads of the tick and of the timer have ended too. */
    private static void awaitIdle() throws InterruptedException {
        boolean idle = false;
        while (!idle) {
            Thread.sleep(100);
            idle = Thread.getAllStackTraces().keySet().stream()
                    .map(Thread::getName)
                    .noneMatch(name -> name.startsWith("tickover-") && !name.startsWith("tickover-host"));
        }
    }

    private static void tell(Map<String, Long> before, Map<String, Long> after, long generation) {
        Map<String, Long> added = new HashMap<>();
        after.forEach((type, bytes) -> added.put(type, bytes - before.getOrDefault(type, 0L)));
        System.out.println("heap: " + sum(added, "") + " bytes added to " + sum(before, "") + ", of these "
                + sum(added, "dev.tickover") + " in objects of the library's own classes, generation " + generation);
        added.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .limit(6)
                .forEach(each -> System.out.println("  " + each.getValue() + "  " + each.getKey()));
    }

    private static long sum(Map<String, Long> bytes, String begin) {
        return bytes.entrySet().stream()
                .filter(each -> each.getKey().startsWith(begin))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    /** What is alive on the heap, by class, in bytes: {@code jcmd PID GC.class_histogram}, which collects first. */
    private static Map<String, Long> histogram() throws JMException {
        Object text = ManagementFactory.getPlatformMBeanServer()
                .invoke(
                        new ObjectName("com.sun.management:type=DiagnosticCommand"),
                        "gcClassHistogram",
                        new Object[] {null},
                        new String[] {String[].class.getName()});
        Map<String, Long> bytes = new HashMap<>();
        for (String line : text.toString().split("\n")) {
            String[] words = line.strip().split(" +");
            if (words.length >= 4 && words[0].endsWith(":")) {
                bytes.merge(words[3], Long.parseLong(words[2]), Long::sum);
            }
        }
        return bytes;
    }
}
