package dev.tickover.windows;

import com.sun.jna.platform.win32.COM.COMLateBindingObject;
import com.sun.jna.platform.win32.COM.COMUtils;
import com.sun.jna.platform.win32.COM.IDispatch;
import com.sun.jna.platform.win32.OaIdl;
import com.sun.jna.platform.win32.Ole32;
import com.sun.jna.platform.win32.OleAuto;
import com.sun.jna.platform.win32.Variant.VARIANT;
import com.sun.jna.platform.win32.WinError;
import dev.tickover.machine.Clocks;
import dev.tickover.machine.Environment;
import dev.tickover.machine.OperatingSystem;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Asks Task Scheduler's own interface through JNA (Microsoft Learn, "Task Scheduler Scripting Objects": TaskService,
 * TaskFolder.GetTask, RegisteredTask). JNA is loaded on Windows alone.
 *
 * <p>Not yet run on a real Windows; where it fails, {@link PowerShellTaskRuns} asks the same by way of PowerShell.
 */
final class NativeTaskRuns implements TaskRuns {

    private static final LocalDate DAY_ZERO = LocalDate.of(1899, 12, 30);
    private static final double MILLIS_PER_DAY = 86_400_000;

    @Override
    public Map<String, TaskRun> of(List<String> tasks) {
        if (Environment.current().system() != OperatingSystem.WINDOWS) {
            return Map.of();
        }
        try {
            return Service.runs(tasks, Clocks.system().zone());
        } catch (RuntimeException | LinkageError noAnswer) {
            // As in NativeIdentity: COM's own exception among them, and a native part that is missing.
            return Map.of();
        }
    }

    /**
     * Reads a time of OLE Automation: days since 1899-12-30, with their fraction, in local time (Microsoft Learn, "DATE").
     *
     * @return empty for the zero that stands for no time
     */
    static Optional<Instant> instant(double date, ZoneId zone) {
        if (date < 1) {
            return Optional.empty();
        }
        long day = (long) Math.floor(date);
        long millis = Math.round((date - day) * MILLIS_PER_DAY);
        return Optional.of(DAY_ZERO.plusDays(day)
                .atStartOfDay()
                .plusNanos(millis * 1_000_000)
                .atZone(zone)
                .toInstant());
    }

    /** Keeps JNA out of the class above, so that loading that one needs no JNA. */
    private static final class Service extends COMLateBindingObject {

        private Service(String name) {
            super(name, false);
        }

        private Service(IDispatch object) {
            super(object);
        }

        static Map<String, TaskRun> runs(List<String> tasks, ZoneId zone) {
            boolean ours = Ole32.INSTANCE
                    .CoInitializeEx(null, Ole32.COINIT_MULTITHREADED)
                    .equals(WinError.S_OK);
            try {
                Service service = new Service("Schedule.Service");
                service.invokeNoReply("Connect");
                Service root = service.call("GetFolder", "\\");
                Map<String, TaskRun> runs = new HashMap<>();
                for (String task : tasks) {
                    Service registered = root.call("GetTask", task.substring(1));
                    runs.put(
                            task,
                            new TaskRun(
                                    registered.getIntProperty("LastTaskResult"), registered.time("NextRunTime", zone)));
                    registered.release();
                }
                root.release();
                service.release();
                return runs;
            } finally {
                if (ours) {
                    Ole32.INSTANCE.CoUninitialize();
                }
            }
        }

        private Service call(String method, String argument) {
            return new Service((IDispatch) invoke(method, new VARIANT(argument)).getValue());
        }

        private Optional<Instant> time(String property, ZoneId zone) {
            VARIANT.ByReference result = new VARIANT.ByReference();
            COMUtils.checkRC(oleMethod(OleAuto.DISPATCH_PROPERTYGET, result, property));
            // Not as a java.util.Date: JNA's own conversion adds the hour to a midnight that it takes in today's zone.
            return instant(((OaIdl.DATE) result.getValue()).date, zone);
        }
    }
}
