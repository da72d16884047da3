package dev.skytrove.query.handles;

import java.net.Inet4Address;
import java.net.InetAddress;

/** Whether an address is one of the public Internet: whatever a name points to, nothing else may be asked. */
final class PublicAddress {
    /** First four bytes and length of the networks that IANA keeps for special purposes. */
    private static final long[][] SPECIAL = {
        {0x00000000L, 8}, {0x0A000000L, 8}, {0x64400000L, 10}, {0x7F000000L, 8}, {0xA9FE0000L, 16}, {0xAC100000L, 12},
        {0xC0000000L, 24}, {0xC0000200L, 24}, {0xC0586300L, 24}, {0xC0A80000L, 16}, {0xC6120000L, 15}, {0xC6336400L, 24},
        {0xCB007100L, 24}, {0xE0000000L, 3}
    };

    /** Of 2000::/3, which alone is routed: Teredo and others of 2001::/23, documentation, 6to4 and 3fff::/20. */
    private static final long[][] SPECIAL_6 = {
        {0x20010000L, 23}, {0x20010DB8L, 32}, {0x20020000L, 16}, {0x3FFF0000L, 20}
    };

    private PublicAddress() {}

    static boolean is(InetAddress address) {
        byte[] bytes = address.getAddress();
        long start = 0;
        for (int i = 0; i < Integer.BYTES; i++) {
            start = (start << Byte.SIZE) | Byte.toUnsignedInt(bytes[i]);
        }
        return address instanceof Inet4Address
                ? !isIn(start, SPECIAL)
                : (start >>> 29) == 1 && !isIn(start, SPECIAL_6);
    }

    private static boolean isIn(long start, long[][] networks) {
        for (long[] network : networks) {
            int rest = Integer.SIZE - (int) network[1];
            if ((start >>> rest) == (network[0] >>> rest)) {
                return true;
            }
        }
        return false;
    }
}
