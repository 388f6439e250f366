package dev.tickover.ipc;

import java.io.DataInputStream;
import java.io.FileInputStream;
import java.io.IOException;
import java.security.Provider;
import java.security.ProviderException;
import java.security.SecureRandomSpi;
import java.security.Security;

/**
 * Takes random numbers from the kernel (urandom(4)), for a JVM whose configuration names no security provider: the image
 * of a tick runtime. The JDK's Unix-domain sockets ask for a random source as soon as their class is initialised, and its
 * own provider registers some eighty services first, which costs more than all the rest of a tick's talk with its host.
 */
final class KernelRandomness extends Provider {

    private static final long serialVersionUID = 1L;

    private static final String TYPE = "SecureRandom";

    /** Once for the whole process, whichever thread comes first. */
    private static final boolean PROVIDED = Security.getProperty("security.provider.1") == null
            && Security.insertProviderAt(new KernelRandomness(), 1) > 0;

    private KernelRandomness() {
        // No version: its number would be parsed as a fraction, and eight classes loaded for that alone.
        super("Tickover", null, "random numbers of the kernel");
    }

    /** Becomes the provider where there is none; tells whether it is. */
    static boolean provideIfNone() {
        return PROVIDED;
    }

    /** By whatever name it is asked for: there is one source only. */
    @Override
    public Service getService(String type, String algorithm) {
        return type.equals(TYPE) ? new Source(this, algorithm) : null;
    }

    private static final class Source extends Service {
        Source(Provider provider, String algorithm) {
            super(provider, TYPE, algorithm, Device.class.getName(), null, null);
        }

        @Override
        public Object newInstance(Object parameter) {
            return new Device();
        }
    }

    private static final class Device extends SecureRandomSpi {
        private static final long serialVersionUID = 1L;

        @Override
        protected void engineSetSeed(byte[] seed) {
            // The kernel seeds itself, and what a caller adds could only supplement that.
            return;
        }

        @Override
        protected void engineNextBytes(byte[] bytes) {
            try (DataInputStream device = new DataInputStream(new FileInputStream("/dev/urandom"))) {
                device.readFully(bytes);
            } catch (IOException unreadable) {
                throw new ProviderException(unreadable);
            }
        }

        @Override
        protected byte[] engineGenerateSeed(int count) {
            byte[] seed = new byte[count];
            engineNextBytes(seed);
            return seed;
        }
    }
}
