package dev.tickover.state;

/**
 * Is the checksum CRC-32 of ISO 3309, as {@link java.util.zip.CRC32} computes it. That one is native code in a library
 * which a tick would load for this alone; for the few hundred bytes of a state this is quicker, though interpreted.
 */
final class Crc32 {

    /** The remainders of four bits each, for the reversed polynomial EDB88320. */
    private static final int[] TABLE = {
        0x00000000, 0x1db71064, 0x3b6e20c8, 0x26d930ac, 0x76dc4190, 0x6b6b51f4, 0x4db26158, 0x5005713c,
        0xedb88320, 0xf00f9344, 0xd6d6a3e8, 0xcb61b38c, 0x9b64c2b0, 0x86d3d2d4, 0xa00ae278, 0xbdbdf21c
    };

    private Crc32() {}

    /** Returns the checksum of the first bytes, from 0 to FFFFFFFF. */
    static long of(byte[] bytes, int length) {
        int crc = ~0;
        for (int i = 0; i < length; i++) {
            crc ^= bytes[i] & 0xff;
            crc = crc >>> 4 ^ TABLE[crc & 15];
            crc = crc >>> 4 ^ TABLE[crc & 15];
        }
        return ~crc & 0xffffffffL;
    }
}
