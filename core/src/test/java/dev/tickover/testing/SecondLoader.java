package dev.tickover.testing;

import java.net.URL;
import java.net.URLClassLoader;

/** Loads the library's classes once more, as a plug-in that is reloaded would. */
public final class SecondLoader {

    private SecondLoader() {}

    /** Returns a loader that knows what the one of a class was loaded from, and nothing else but the JDK. */
    public static URLClassLoader of(Class<?>... classes) {
        URL[] urls = new URL[classes.length];
        for (int i = 0; i < urls.length; i++) {
            urls[i] = classes[i].getProtectionDomain().getCodeSource().getLocation();
        }
        return new URLClassLoader(urls, ClassLoader.getPlatformClassLoader());
    }
}
