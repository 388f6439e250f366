package dev.tickover.windows;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.tickover.machine.Environment;
import dev.tickover.machine.OperatingSystem;
import dev.tickover.testing.backend.GoldenApp;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Away from Windows a plan is made without JNA: here it is not even on the class path. */
class WithoutNativeCallsTest {

    @Test
    void planNeedsNoJna() throws Exception {
        URL ours =
                WindowsTaskBackend.class.getProtectionDomain().getCodeSource().getLocation();
        URL core = Environment.class.getProtectionDomain().getCodeSource().getLocation();
        URL tests = WithoutNativeCallsTest.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation();
        URL samples = GoldenApp.class.getProtectionDomain().getCodeSource().getLocation();
        try (URLClassLoader bare =
                new URLClassLoader(new URL[] {ours, core, tests, samples}, ClassLoader.getPlatformClassLoader())) {
            assertThrows(ClassNotFoundException.class, () -> bare.loadClass("com.sun.jna.Native"));
            Class<?> plan = bare.loadClass(PlanWithoutJna.class.getName());
            Method make = plan.getDeclaredMethod("make");
            make.setAccessible(true);
            assertEquals(Deployments.of(GoldenApp.HALF_HOUR).app().schedules().size() + 1, make.invoke(null));
        }
    }

    @Test
    void elsewhereNobodyIsFound() {
        assumeFalse(Environment.current().system() == OperatingSystem.WINDOWS, "this is Windows");
        assertEquals(Optional.empty(), new NativeIdentity().own());
    }

    /** Runs among the classes of the bare loader. */
    static final class PlanWithoutJna {

        private PlanWithoutJna() {}

        static int make() {
            return new WindowsTaskBackend()
                    .translate(Deployments.of(GoldenApp.HALF_HOUR))
                    .documents()
                    .size();
        }
    }
}
