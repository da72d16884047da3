package dev.skytrove.lake.parquet;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Reads values of Thrift's compact protocol, in which Parquet writes its footer, out of bytes that may be anything: it
 * allocates nothing that the bytes only claim. Every method throws {@link IOException} where they end or mean nothing.
 */
final class FooterReader {
    static final int I32 = 5;
    static final int I64 = 6;
    static final int BINARY = 8;
    static final int LIST = 9;
    static final int STRUCT = 12;

    private static final int STOP = 0;
    private static final int TRUE = 1;
    private static final int FALSE = 2;
    private static final int BYTE = 3;
    private static final int I16 = 4;
    private static final int DOUBLE = 7;
    private static final int SET = 10;
    private static final int MAP = 11;
    private static final int MOST_DEEP = 16;
    private static final int LONG_LIST = 15;

    private final ByteBuffer bytes;

    FooterReader(ByteBuffer bytes) {
        this.bytes = bytes;
    }

    /** A field of a struct: its number and the type of its value, which follows. */
    record Field(int id, int type) {}

    /** Takes the fields of a struct; it has to read or skip the value of each. */
    @FunctionalInterface
    interface FieldReader {
        void read(Field field) throws IOException;
    }

    /** Reads a struct, field after field. */
    void struct(FieldReader reader) throws IOException {
        int id = 0;
        for (int head = octet(); (head & 0x0f) != STOP; head = octet()) {
            int step = head >> 4;
            id = step == 0 ? integer() : id + step;
            reader.read(new Field(id, head & 0x0f));
        }
    }

    /**
     * Reads a struct up to a field, of which the value follows.
     *
     * @return whether it has such a field; if not, all of it was read
     */
    boolean find(int wanted, int type) throws IOException {
        int id = 0;
        for (int head = octet(); (head & 0x0f) != STOP; head = octet()) {
            int step = head >> 4;
            id = step == 0 ? integer() : id + step;
            if (id == wanted && (head & 0x0f) == type) {
                return true;
            }
            skip(head & 0x0f, 0);
        }
        return false;
    }

    /** An integer of 16 or 32 bits. */
    int integer() throws IOException {
        return (int) number();
    }

    /** An integer of up to 64 bits. */
    long number() throws IOException {
        long zigzag = varint();
        return zigzag >>> 1 ^ -(zigzag & 1);
    }

    String text() throws IOException {
        int length = length();
        byte[] text = new byte[length];
        bytes.get(text);
        return new String(text, StandardCharsets.UTF_8);
    }

    /** The number of elements of a list of structs, which follow. */
    int structs() throws IOException {
        int head = octet();
        if ((head & 0x0f) != STRUCT) {
            throw new IOException("a list is not one of structs");
        }
        return size(head >> 4);
    }

    void skip(Field field) throws IOException {
        skip(field.type, 0);
    }

    private void skip(int type, int depth) throws IOException {
        if (depth > MOST_DEEP) {
            throw new IOException("it is nested too deeply");
        }
        switch (type) {
            case TRUE, FALSE -> {
                // The field's head says it all.
            }
            case BYTE -> octet();
            case I16, I32, I64 -> varint();
            case DOUBLE -> skip(Long.BYTES);
            case BINARY -> skip(length());
            case LIST, SET -> skipList(depth);
            case STRUCT -> struct(field -> skip(field.type, depth + 1));
            case MAP -> skipMap(depth);
            default -> throw new IOException("no type has the number " + type);
        }
    }

    private void skipList(int depth) throws IOException {
        int head = octet();
        skipElements(size(head >> 4), head & 0x0f, depth);
    }

    private void skipMap(int depth) throws IOException {
        int size = count();
        if (size == 0) {
            return;
        }
        int types = octet();
        for (int i = 0; i < size; i++) {
            skipElements(1, types >> 4, depth);
            skipElements(1, types & 0x0f, depth);
        }
    }

    private void skipElements(int size, int type, int depth) throws IOException {
        for (int i = 0; i < size; i++) {
            // Unlike a field, an element that is true or false has a byte of its own.
            skip(type == TRUE || type == FALSE ? BYTE : type, depth + 1);
        }
    }

    private void skip(int length) throws IOException {
        requireLeft(length);
        bytes.position(bytes.position() + length);
    }

    private int size(int inHead) throws IOException {
        return inHead == LONG_LIST ? count() : inHead;
    }

    private int length() throws IOException {
        int length = count();
        requireLeft(length);
        return length;
    }

    private int count() throws IOException {
        long count = varint();
        if (count < 0 || count > Integer.MAX_VALUE) {
            throw new IOException("a length is " + count);
        }
        return (int) count;
    }

    private long varint() throws IOException {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            int octet = octet();
            value |= (octet & 0x7fL) << shift;
            if (octet < 0x80) {
                return value;
            }
        }
        throw new IOException("a number has no end");
    }

    private int octet() throws IOException {
        requireLeft(1);
        return bytes.get() & 0xff;
    }

    private void requireLeft(int length) throws IOException {
        if (length > bytes.remaining()) {
            throw new IOException("it ends too early");
        }
    }
}
