package dev.skytrove.lake.event;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Several bytes of an array at once, the first lowest. */
final class LittleEndian {
    private static final VarHandle LONGS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private LittleEndian() {}

    /** The eight bytes from an index on. */
    static long getLong(byte[] bytes, int index) {
        return (long) LONGS.get(bytes, index);
    }

    /** The four bytes from an index on. */
    static int getInt(byte[] bytes, int index) {
        return (int) INTS.get(bytes, index);
    }
}
