package dev.skytrove.lake.parquet;

import dev.skytrove.lake.storage.ObjectStore;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.zip.CRC32;
import org.apache.parquet.column.values.bloomfilter.BlockSplitBloomFilter;

/**
 * The row groups of an object of posts, each of which can be fetched alone: where it is, its checksum, the footer that makes
 * a file of its bytes, and which keys it can have. Made from the object's end, and kept as bytes. Empty for an object whose
 * row groups cannot be fetched so: it has no checksums of them, as other and earlier versions write it, or its end is damaged.
 */
public final class GroupTable {
    private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);
    private static final int FORM = 0x534b4731;

    private final byte[] bytes;
    private final List<Group> groups;

    private GroupTable(byte[] bytes, List<Group> groups) {
        this.bytes = bytes;
        this.groups = List.copyOf(groups);
    }

    /**
     * A row group.
     *
     * @param first the place of its first row in the file
     * @param end the place behind its last one
     * @param offset of its first byte in the object
     * @param length how many bytes it has
     * @param sum their CRC-32
     * @param footer where the table has its footer
     * @param footerLength how long that is
     * @param filter where the table has the Bloom filter of {@code rkey}
     * @param filterLength how long that is; 0 if it has none
     */
    public record Group(
            long first, long end, long offset, int length, int sum, int footer, int footerLength, int filter,
            int filterLength) {
        /** How many bytes a file of it has. */
        public long fileSize() {
            return MAGIC.length + (long) length + footerLength + Integer.BYTES + MAGIC.length;
        }
    }

    /**
     * The table of an object, made from its end: in one request, if that is not longer than expected.
     *
     * @param size of the object
     * @param expected how many bytes may hold its footer, page indexes and Bloom filters
     */
    public static GroupTable read(ObjectStore store, String name, long size, int expected) {
        return read((offset, length) -> store.read(name, offset, length), size, expected);
    }

    static GroupTable read(GroupParts.Source source, long size, int expected) {
        try {
            return of(GroupParts.read(source, size, expected));
        } catch (IOException e) {
            // Whoever reads all of it finds out what is wrong.
            return of(List.of());
        }
    }

    /** The row groups, in order. */
    public List<Group> groups() {
        return groups;
    }

    /** Whether a row group may have a post with one of some record keys. */
    public boolean mayHave(Group group, Collection<String> keys) {
        if (group.filterLength == 0) {
            return true;
        }
        byte[] bits = Arrays.copyOfRange(bytes, group.filter, group.filter + group.filterLength);
        BlockSplitBloomFilter filter = new BlockSplitBloomFilter(bits);
        return keys.stream().anyMatch(key -> {
            byte[] text = key.getBytes(StandardCharsets.UTF_8);
            return filter.findHash(XxHash64.of(text, text.length));
        });
    }

    /**
     * Writes a row group as a file of its own.
     *
     * @param content the bytes of the object from some place on
     * @param from where the row group's are among them
     * @return whether they are what was written
     */
    public boolean write(Group group, byte[] content, int from, Path target) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(target))) {
            out.write(MAGIC);
            out.write(content, from, group.length);
            out.write(bytes, group.footer, group.footerLength);
            out.write(ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN).putInt(group.footerLength).array());
            out.write(MAGIC);
        }
        return sum(content, from, group.length) == group.sum;
    }

    /** The table as bytes, which have a checksum. */
    public byte[] encode() {
        return bytes.clone();
    }

    /**
     * What {@link #encode} made bytes of.
     *
     * @throws IOException if the bytes are damaged, or of another form
     */
    public static GroupTable decode(byte[] bytes) throws IOException {
        int end = bytes.length - Integer.BYTES;
        try {
            ByteBuffer in = ByteBuffer.wrap(bytes);
            if (end < 0 || sum(bytes, 0, end) != in.getInt(end) || in.getInt() != FORM) {
                throw new IOException("the table of row groups is damaged");
            }
            List<Group> groups = new ArrayList<>();
            for (int left = in.getInt(); left > 0; left--) {
                groups.add(new Group(
                        in.getLong(), in.getLong(), in.getLong(), in.getInt(), in.getInt(), in.getInt(), in.getInt(),
                        in.getInt(), in.getInt()));
            }
            return new GroupTable(bytes, groups);
        } catch (BufferUnderflowException e) {
            throw new IOException("the table of row groups is cut off", e);
        }
    }

    /** What is to become a row group of the table. */
    static final class Part {
        private final Group group;
        private final byte[] footer;
        private final byte[] filter;

        /** @param group without the places of what follows */
        Part(Group group, byte[] footer, byte[] filter) {
            this.group = group;
            this.footer = footer;
            this.filter = filter;
        }

        Group at(int place) {
            return new Group(
                    group.first, group.end, group.offset, group.length, group.sum, place, footer.length,
                    place + footer.length, filter.length);
        }
    }

    private static GroupTable of(List<Part> parts) {
        int place = 2 * Integer.BYTES + parts.size() * (3 * Long.BYTES + 6 * Integer.BYTES);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        List<Group> groups = new ArrayList<>();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(FORM);
            out.writeInt(parts.size());
            for (Part part : parts) {
                Group group = part.at(place);
                write(group, out);
                groups.add(group);
                place += group.footerLength + group.filterLength;
            }
            for (Part part : parts) {
                out.write(part.footer);
                out.write(part.filter);
            }
            byte[] content = bytes.toByteArray();
            out.writeInt(sum(content, 0, content.length));
        } catch (IOException e) {
            throw new IllegalStateException("memory cannot be written to", e);
        }
        return new GroupTable(bytes.toByteArray(), groups);
    }

    private static void write(Group group, DataOutputStream out) throws IOException {
        out.writeLong(group.first);
        out.writeLong(group.end);
        out.writeLong(group.offset);
        out.writeInt(group.length);
        out.writeInt(group.sum);
        out.writeInt(group.footer);
        out.writeInt(group.footerLength);
        out.writeInt(group.filter);
        out.writeInt(group.filterLength);
    }

    static int sum(byte[] bytes, int from, int length) {
        CRC32 sum = new CRC32();
        sum.update(bytes, from, length);
        return (int) sum.getValue();
    }
}
