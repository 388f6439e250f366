package dev.tickover.installer.demo;

import dev.tickover.machine.Clocks;
import java.io.BufferedReader;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Is a running {@link SampleHost}, as the demo sees it. Safe for use by many threads. */
final class SampleProcess {

    /**
     * Is a tick that the host said it received.
     *
     * @param at when
     * @param id its id
     * @param reason its reason
     * @param missed how many further due instants it stands for
     */
    record Said(Instant at, String id, String reason, int missed) {}

    private final Process process;
    private final List<Said> ticks = new ArrayList<>();
    private final Consumer<Said> listener;
    private String attached;
    private boolean ended;

    SampleProcess(Process process, Clocks clocks, Consumer<Said> listener) {
        this.process = process;
        this.listener = listener;
        Thread reader = new Thread(() -> read(clocks), "tickover-demo-host");
        reader.setDaemon(true);
        reader.start();
    }

    private void read(Clocks clocks) {
        try (BufferedReader lines = process.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                hear(line, clocks.wall());
            }
        } catch (IOException ended) {
            // The host is gone, as the demo meant it to be.
            return;
        } finally {
            end();
        }
    }

    private synchronized void end() {
        ended = true;
        notifyAll();
    }

    private synchronized void hear(String line, Instant at) {
        String[] words = line.split(" ");
        if (words[0].equals("tick")) {
            Said tick = new Said(at, words[1], words[2], Integer.parseInt(words[3]));
            ticks.add(tick);
            listener.accept(tick);
        } else if (words[0].equals("attached") || words[0].equals("refused")) {
            attached = line;
        }
        notifyAll();
    }

    long pid() {
        return process.pid();
    }

    synchronized int count() {
        return ticks.size();
    }

    synchronized List<Said> ticksFrom(int index) {
        return List.copyOf(ticks.subList(index, ticks.size()));
    }

    /** Waits until so many ticks were said in all; returns false if the time is over. */
    synchronized boolean awaitCount(int count, Clocks clocks, long withinMs) throws InterruptedException {
        long end = clocks.awakeNanos() + withinMs * 1_000_000;
        while (ticks.size() < count) {
            long left = (end - clocks.awakeNanos()) / 1_000_000;
            if (left <= 0) {
                return false;
            }
            wait(left + 1);
        }
        return true;
    }

    synchronized String awaitAttached(Clocks clocks, long withinMs) throws InterruptedException {
        long end = clocks.awakeNanos() + withinMs * 1_000_000;
        while (attached == null && !ended) {
            long left = (end - clocks.awakeNanos()) / 1_000_000;
            if (left <= 0) {
                return "";
            }
            wait(left + 1);
        }
        return attached == null ? "" : attached;
    }

    void kill() {
        process.destroyForcibly();
        try {
            process.waitFor();
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        }
    }
}
