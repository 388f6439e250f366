package dev.tickover.state;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;

class Crc32Test {

    @Test
    void theCheckValueOfTheStandardComesOut() {
        byte[] digits = "123456789".getBytes(StandardCharsets.US_ASCII);
        assertEquals(0xcbf43926L, Crc32.of(digits, digits.length));
    }

    @Test
    void itIsWhatTheJdkComputes() {
        Random random = new Random(20261122);
        for (int round = 0; round < 2_000; round++) {
            byte[] bytes = new byte[random.nextInt(300)];
            random.nextBytes(bytes);
            int length = random.nextInt(bytes.length + 1);
            CRC32 jdk = new CRC32();
            jdk.update(bytes, 0, length);
            assertEquals(jdk.getValue(), Crc32.of(bytes, length));
        }
    }
}
