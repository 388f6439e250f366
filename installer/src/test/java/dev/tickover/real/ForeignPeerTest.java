package dev.tickover.real;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tickover.ipc.HostServer;
import dev.tickover.json.JsonLine;
import dev.tickover.systemd.UserManager;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Another user who talks to a host, though the rights of the folder should have kept that user away. */
@Tag("real-systemd")
@Timeout(60)
@SuppressWarnings("try") // the server listens, and is not used
class ForeignPeerTest {

    private static final String PEER = """
            import socket, sys
            peer = socket.socket(socket.AF_UNIX)
            peer.settimeout(20)
            peer.connect(sys.argv[1])
            try:
                peer.sendall(b'{"v":1,"op":"ping"}\\n')
                print(peer.recv(100).decode().strip() or "closed")
            except ConnectionError:
                print("closed")
            """;

    @TempDir
    Path folder;

    private String peer(Path socket, String... prefix) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(prefix));
        command.addAll(List.of("/usr/bin/python3", "-c", PEER, socket.toString()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return said.strip();
    }

    @Test
    void isAnsweredNothingWhileTheHostsOwnUserIs() throws Exception {
        boolean isRoot = ProcessHandle.current().info().user().orElse("").equals("root");
        if (!isRoot || !Files.exists(Path.of("/usr/bin/setpriv")) || !Files.exists(Path.of("/usr/bin/python3"))) {
            UserManager.skip("only root can be two users: run the tests with sudo; apt-get install util-linux python3");
        }
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
        Path socket = folder.resolve("host.sock");
        try (HostServer server = HostServer.listen(
                socket.toString(), "host", (peer, line) -> peer.send(new JsonLine().put("status", "alive")))) {
            Files.setPosixFilePermissions(socket, PosixFilePermissions.fromString("rwxrwxrwx"));
            assertEquals("closed", peer(socket, "setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "--"));
            assertEquals("{\"status\":\"alive\"}", peer(socket));
        }
    }
}
