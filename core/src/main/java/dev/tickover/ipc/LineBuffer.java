package dev.tickover.ipc;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Cuts a stream of bytes into lines of at most {@link Protocol#LONGEST_LINE} bytes. Grows only as far as it must. */
final class LineBuffer {

    private byte[] bytes = new byte[512];
    private int start;
    private int end;

    /** Takes over what a buffer holds, ready to be read. */
    void add(ByteBuffer in) throws IOException {
        int more = in.remaining();
        if (end + more > bytes.length) {
            int kept = end - start;
            if (kept + more > Protocol.LONGEST_LINE + in.capacity()) {
                throw new IOException("a line of more than " + Protocol.LONGEST_LINE + " bytes");
            }
            byte[] target = kept + more > bytes.length ? new byte[Math.max(bytes.length * 2, kept + more)] : bytes;
            System.arraycopy(bytes, start, target, 0, kept);
            bytes = target;
            start = 0;
            end = kept;
        }
        in.get(bytes, end, more);
        end += more;
    }

    /** Takes the next whole line without its line end; null if there is none yet. */
    String next() throws IOException {
        for (int i = start; i < end; i++) {
            if (bytes[i] == '\n') {
                if (i - start >= Protocol.LONGEST_LINE) {
                    break;
                }
                int length = i > start && bytes[i - 1] == '\r' ? i - start - 1 : i - start;
                String line = new String(bytes, start, length, StandardCharsets.UTF_8);
                start = i + 1;
                return line;
            }
        }
        if (end - start >= Protocol.LONGEST_LINE) {
            throw new IOException("a line of more than " + Protocol.LONGEST_LINE + " bytes");
        }
        return null;
    }
}
