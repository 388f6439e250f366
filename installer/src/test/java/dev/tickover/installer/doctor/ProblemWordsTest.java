package dev.tickover.installer.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Every problem that a backend can word belongs to the check that it should; a new one must be put in this table. */
class ProblemWordsTest {

    private static final Map<String, CheckId> SYSTEMD = Map.ofEntries(
            Map.entry("UNREAD", CheckId.ENTRY_UNREAD),
            Map.entry("DISABLED", CheckId.ENTRY_DISABLED),
            Map.entry("INACTIVE", CheckId.ENTRY_DISABLED),
            Map.entry("NO_NEXT", CheckId.ENTRY_NEVER_ELAPSES),
            Map.entry("masked", CheckId.ENTRY_MASKED),
            Map.entry("missing", CheckId.ENTRY_MISSING),
            Map.entry("notLoaded", CheckId.ENTRY_DRIFTED),
            Map.entry("elsewhere", CheckId.ENTRY_ELSEWHERE),
            Map.entry("dropIns", CheckId.ENTRY_DROP_IN),
            Map.entry("unanswered", CheckId.SCHEDULER_UNAVAILABLE));

    private static final Map<String, CheckId> LAUNCHD = Map.ofEntries(
            Map.entry("DISABLED", CheckId.DISABLED_LABEL),
            Map.entry("NOT_LOADED", CheckId.NOT_LOADED),
            Map.entry("NO_LOG_FOLDER", CheckId.LOG_FOLDER_MISSING),
            Map.entry("OTHERS_MAY_WRITE", CheckId.ENTRY_OPEN),
            Map.entry("NOT_STARTED", CheckId.LAST_START_FAILED),
            Map.entry("missing", CheckId.ENTRY_MISSING),
            Map.entry("symbolicLink", CheckId.PLIST_SYMLINK),
            Map.entry("foreign", CheckId.ENTRY_ELSEWHERE),
            Map.entry("held", CheckId.PENDED_SPAWN),
            Map.entry("otherLabel", CheckId.ENTRY_DRIFTED),
            Map.entry("malformed", CheckId.ENTRY_DRIFTED),
            Map.entry("unreadable", CheckId.ENTRY_DRIFTED),
            Map.entry("unanswered", CheckId.SCHEDULER_UNAVAILABLE));

    private static final Map<String, CheckId> WINDOWS = Map.ofEntries(
            Map.entry("DISABLED", CheckId.TASK_DISABLED),
            Map.entry("NOT_REGISTERED", CheckId.ENTRY_MISSING),
            Map.entry("NO_DOCUMENT", CheckId.ENTRY_DRIFTED),
            Map.entry("UNREADABLE", CheckId.ENTRY_DRIFTED),
            Map.entry("NO_NEXT", CheckId.ENTRY_NEVER_ELAPSES),
            Map.entry("lastFailed", CheckId.LAST_START_FAILED),
            Map.entry("NO_WAKE", CheckId.TRIGGERS_REFUSED),
            Map.entry("NO_SESSION", CheckId.TRIGGERS_REFUSED),
            Map.entry("changed", CheckId.ENTRY_DRIFTED),
            Map.entry("unanswered", CheckId.SCHEDULER_UNAVAILABLE));

    @Test
    void everyProblemOfEveryBackendHasItsCheck() throws ReflectiveOperationException {
        assertEquals(new TreeMap<>(SYSTEMD), checks("dev.tickover.systemd.Problems"));
        assertEquals(new TreeMap<>(LAUNCHD), checks("dev.tickover.launchd.Problems"));
        assertEquals(new TreeMap<>(WINDOWS), checks("dev.tickover.windows.Problems"));
    }

    private static Map<String, CheckId> checks(String name) throws ReflectiveOperationException {
        Map<String, CheckId> checks = new TreeMap<>();
        Class<?> problems = Class.forName(name);
        for (Field field : problems.getDeclaredFields()) {
            if (field.getType() == String.class && !Modifier.isPrivate(field.getModifiers())) {
                field.setAccessible(true);
                checks.put(field.getName(), ProblemWords.check((String) field.get(null)));
            }
        }
        for (Method method : problems.getDeclaredMethods()) {
            if (method.getReturnType() == String.class && !method.isSynthetic()) {
                method.setAccessible(true);
                checks.put(method.getName(), ProblemWords.check((String) method.invoke(null, samples(method))));
            }
        }
        return checks;
    }

    private static Object[] samples(Method method) {
        Object[] samples = new Object[method.getParameterCount()];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = method.getParameterTypes()[i] == Path.class ? Path.of("/x/a.plist") : "0x";
        }
        return samples;
    }
}
