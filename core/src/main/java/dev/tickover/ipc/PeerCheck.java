package dev.tickover.ipc;

import dev.tickover.machine.Environment;
import java.io.IOException;
import java.net.SocketOption;
import java.nio.channels.SocketChannel;
import java.nio.file.attribute.UserPrincipal;

/**
 * Tells whether a peer runs as this process's user, by {@code SO_PEERCRED} (unix(7)) where the JDK offers it: module
 * {@code jdk.net}, which a trimmed runtime may lack. Elsewhere the folder's rights alone guard the socket, as they do
 * everywhere.
 */
final class PeerCheck {

    private static final SocketOption<?> CREDENTIALS = findOption();

    private static final String SELF = Environment.current().user();

    private PeerCheck() {}

    static boolean isSameUser(SocketChannel channel) {
        if (CREDENTIALS == null || !channel.supportedOptions().contains(CREDENTIALS)) {
            return true;
        }
        try {
            Object credentials = channel.getOption(CREDENTIALS);
            UserPrincipal user =
                    (UserPrincipal) credentials.getClass().getMethod("user").invoke(credentials);
            // The superuser passes every file right already; refusing it would only break `sudo tickover wake`.
            return user.getName().equals(SELF) || user.getName().equals("root");
        } catch (IOException | ReflectiveOperationException unknown) {
            return false;
        }
    }

    private static SocketOption<?> findOption() {
        try {
            Class<?> options = Class.forName("jdk.net.ExtendedSocketOptions");
            return (SocketOption<?>) options.getField("SO_PEERCRED").get(null);
        } catch (ReflectiveOperationException absent) {
            return null;
        }
    }
}
