package dev.skytrove.lake.parquet;

import dev.skytrove.lake.storage.ObjectStore;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.zip.CRC32;
import org.apache.parquet.column.values.bloomfilter.BlockSplitBloomFilter;

/**
 * The row groups of an object of posts, each of which can be fetched alone: where it is, its checksum, the footer that makes
 * a file of its bytes, and which keys and authors it can have. Made from the object's end, and kept as bytes. Empty for an object whose
 * row groups cannot be fetched so: it has no checksums of them, as other and earlier versions write it, or its end is damaged.
 */
public final class GroupTable {
    private static final int FORM = 0x534b4732;

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
     * @param keys where the table has the Bloom filter of {@code rkey}
     * @param authors where the table has that of {@code author_did}
     */
    public record Group(
            long first, long end, long offset, int length, int sum, Place footer, Place keys, Place authors) {
        /** How many bytes a file of it has. */
        public long fileSize() {
            return GroupFile.size(length, footer.length);
        }
    }

    /**
     * Some bytes of the table.
     *
     * @param start where they begin
     * @param length how many they are; 0 for a Bloom filter that the row group does not have
     */
    public record Place(int start, int length) {
        private int end() {
            return start + length;
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
    public boolean mayHaveKey(Group group, Collection<String> keys) {
        return mayHave(group.keys, keys);
    }

    /** Whether a row group may have a post of one of some accounts. */
    public boolean mayHaveAuthor(Group group, Collection<String> dids) {
        return mayHave(group.authors, dids);
    }

    private boolean mayHave(Place place, Collection<String> values) {
        if (place.length == 0) {
            return true;
        }
        BlockSplitBloomFilter filter = new BlockSplitBloomFilter(bytes(place));
        return values.stream().anyMatch(value -> {
            byte[] text = value.getBytes(StandardCharsets.UTF_8);
            return filter.findHash(XxHash64.of(text, text.length));
        });
    }

    private byte[] bytes(Place place) {
        return Arrays.copyOfRange(bytes, place.start, place.end());
    }

    /** A row group without the rest of the table, which is much larger. */
    public GroupFile file(Group group) {
        return new GroupFile(group, bytes(group.footer));
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
                        in.getLong(), in.getLong(), in.getLong(), in.getInt(), in.getInt(), place(in), place(in), place(in)));
            }
            return new GroupTable(bytes, groups);
        } catch (BufferUnderflowException e) {
            throw new IOException("the table of row groups is cut off", e);
        }
    }

    private static Place place(ByteBuffer in) {
        return new Place(in.getInt(), in.getInt());
    }

    /** What is to become a row group of the table. */
    static final class Part {
        private final Group group;
        private final byte[] footer;
        private final byte[] keys;
        private final byte[] authors;

        /**
         * Takes all of it.
         *
         * @param group without the places of what follows
         * @param footer of a file of it
         * @param keys the Bloom filter of {@code rkey}; nothing if it has none
         * @param authors that of {@code author_did}
         */
        Part(Group group, byte[] footer, byte[] keys, byte[] authors) {
            this.group = group;
            this.footer = footer;
            this.keys = keys;
            this.authors = authors;
        }

        private Group at(int start) {
            Place first = new Place(start, footer.length);
            Place second = new Place(first.end(), keys.length);
            Place third = new Place(second.end(), authors.length);
            return new Group(group.first, group.end, group.offset, group.length, group.sum, first, second, third);
        }

        /** How many bytes the table has of what follows. */
        int size() {
            return footer.length + keys.length + authors.length;
        }
    }

    private static GroupTable of(List<Part> parts) {
        int place = 2 * Integer.BYTES + parts.size() * (3 * Long.BYTES + 8 * Integer.BYTES);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        List<Group> groups = new ArrayList<>();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(FORM);
            out.writeInt(parts.size());
            for (Part part : parts) {
                Group group = part.at(place);
                write(group, out);
                groups.add(group);
                place += part.size();
            }
            for (Part part : parts) {
                out.write(part.footer);
                out.write(part.keys);
                out.write(part.authors);
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
        for (Place place : List.of(group.footer, group.keys, group.authors)) {
            out.writeInt(place.start);
            out.writeInt(place.length);
        }
    }

    static int sum(byte[] bytes, int from, int length) {
        CRC32 sum = new CRC32();
        sum.update(bytes, from, length);
        return (int) sum.getValue();
    }
}
