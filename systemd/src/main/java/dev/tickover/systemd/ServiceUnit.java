package dev.tickover.systemd;

import dev.tickover.machine.ExitCode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Renders the service that a timer starts (systemd.service(5)).
 *
 * <ul>
 *   <li>{@code Type=oneshot} without {@code RemainAfterExit=}: a service that stays active is never started again.
 *   <li>{@code TimeoutStartSec=} is, for a oneshot, the limit of its whole run; there is none by default, and a client
 *       that hung would stop the pulses for ever, since a timer never starts a second instance.
 *   <li>{@code KillMode=control-group}: whatever the tick client started ends with it, so that a command of {@code run}
 *       whose client was ended is not left running beside its successor. An application that a tick starts is put into
 *       a unit of its own by the {@linkplain SystemdBackend#launcher launcher}, and stays.
 *   <li>{@code SuccessExitStatus=75}: a host that is not there is owed its tick; the unit has not failed.
 *   <li>{@code UnsetEnvironment=} (systemd.exec(5)): what the user's manager passes on to every JVM, such as an agent,
 *       is not meant for ticks, and could keep each of them from starting.
 *   <li>{@code LC_CTYPE=C.UTF-8} where the command goes beyond ASCII: without a locale, as in many a manager's
 *       environment, a JVM cannot name such files.
 *   <li>No {@code [Install]}: the timer alone starts it.
 *   <li>No {@code MemoryDenyWriteExecute=} or the like: it would break the compiler of the JVM.
 * </ul>
 *
 * @param description for people
 * @param command the program and its arguments
 * @param limit the longest run
 * @param mainsOnly whether it is skipped on battery
 */
record ServiceUnit(String description, List<String> command, Duration limit, boolean mainsOnly) {

    String text() {
        List<String> lines = new ArrayList<>();
        lines.add("# made by tickover install; changes go into a drop-in");
        lines.add("[Unit]");
        lines.add("Description=" + UnitText.oneLine(description));
        if (mainsOnly) {
            lines.add("ConditionACPower=true");
        }
        lines.add("");
        lines.add("[Service]");
        lines.add("Type=oneshot");
        lines.add("UnsetEnvironment=JAVA_TOOL_OPTIONS JDK_JAVA_OPTIONS _JAVA_OPTIONS");
        if (!isAscii(String.join("", command))) {
            // Without a locale, a JVM on Linux finds no file beyond ASCII; LANG, and so the language, stays the user's.
            lines.add("Environment=LC_CTYPE=C.UTF-8");
        }
        lines.add("ExecStart=" + UnitText.command(command));
        lines.add("TimeoutStartSec=" + wholeSeconds(limit));
        lines.add("KillMode=control-group");
        lines.add("SuccessExitStatus=" + ExitCode.TRY_LATER);
        return String.join("\n", lines) + "\n";
    }

    private static long wholeSeconds(Duration duration) {
        return duration.plusNanos(999_999_999).toSeconds();
    }

    private static boolean isAscii(String text) {
        return text.chars().allMatch(character -> character < 128);
    }
}
