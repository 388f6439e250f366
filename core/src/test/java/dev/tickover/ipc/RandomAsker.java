package dev.tickover.ipc;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.nio.channels.ServerSocketChannel;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;

/** Opens a Unix-domain socket and says whom the JDK took random numbers from. */
final class RandomAsker {

    private RandomAsker() {}

    /**
     * Opens, binds where the JDK draws a name for itself, and says what it found.
     *
     * @param arguments none
     * @throws IOException if no socket can be had
     * @throws NoSuchAlgorithmException if there is no random source
     */
    public static void main(String[] arguments) throws IOException, NoSuchAlgorithmException {
        boolean provided = KernelRandomness.provideIfNone();
        try (ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.bind(null);
            SecureRandom random = SecureRandom.getInstance("NativePRNGNonBlocking");
            byte[] first = new byte[16];
            byte[] second = new byte[16];
            random.nextBytes(first);
            random.nextBytes(second);
            System.out.println(provided + " " + random.getProvider().getName() + " "
                    + HexFormat.of().formatHex(first) + " " + HexFormat.of().formatHex(second));
            String name = channel.getLocalAddress().toString();
            java.nio.file.Files.deleteIfExists(java.nio.file.Path.of(name));
        }
    }
}
