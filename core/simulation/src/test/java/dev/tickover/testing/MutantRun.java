package dev.tickover.testing;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Runs the plain tests of classes in a JVM of its own and prints the names of those that fall, one a line. */
public final class MutantRun {

    private MutantRun() {}

    /** Takes the names of the classes. */
    public static void main(String[] classNames) throws ReflectiveOperationException {
        for (String name : classNames) {
            Class<?> type = Class.forName(name);
            List<Method> tests = Arrays.stream(type.getDeclaredMethods())
                    .filter(method -> method.isAnnotationPresent(Test.class))
                    .sorted(Comparator.comparing(Method::getName))
                    .toList();
            Constructor<?> constructor = type.getDeclaredConstructor();
            constructor.setAccessible(true);
            for (Method test : tests) {
                test.setAccessible(true);
                try {
                    test.invoke(constructor.newInstance());
                } catch (InvocationTargetException fallen) {
                    System.out.println(type.getSimpleName() + "." + test.getName());
                }
            }
        }
        System.out.println("end");
    }
}
