package dev.skytrove.lake.parquet;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.parquet.format.BloomFilterHeader;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.KeyValue;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.Util;

/** Makes of the end of an object what is needed to read each of its row groups alone. */
final class GroupParts {
    private static final int TRAILER = 2 * Integer.BYTES;

    /** Where the first row group starts. */
    private static final int START = Integer.BYTES;

    private static final List<String> KEY = List.of("rkey");
    private static final List<String> AUTHOR = List.of("author_did");

    /** More is behind the pages of no file of ours, and in no table of one (I5). */
    private static final int MOST_BYTES = 64 << 20;

    /** What the bits of a Bloom filter are made of. */
    private static final int FILTER_BLOCK = 32;

    private static final GroupTable.Place NOWHERE = new GroupTable.Place(0, 0);

    private final byte[] end;

    /** Where in the object it starts. */
    private final long start;

    private final FileMetaData footer;
    private final int[] sums;
    private final long pagesEnd;

    /** Gives a part of the object: fewer bytes than asked for where it ends before. */
    @FunctionalInterface
    interface Source {
        byte[] read(long offset, int length);
    }

    private GroupParts(byte[] end, long start, FileMetaData footer, int[] sums, long pagesEnd) {
        this.end = end;
        this.start = start;
        this.footer = footer;
        this.sums = sums;
        this.pagesEnd = pagesEnd;
    }

    /**
     * Those of an object; none if it does not have what is needed.
     *
     * @throws IOException if its end is damaged
     */
    static List<GroupTable.Part> read(Source source, long size, int expected) throws IOException {
        byte[] end = tail(source, size, Math.min(size, expected));
        long footerStart = size - TRAILER - ParquetEnd.footerLength(end);
        if (size - end.length > footerStart) {
            end = tail(source, size, size - Math.max(0, footerStart));
        }
        if (footerStart < START) {
            throw new IOException("the footer is longer than the file");
        }
        ByteBuffer bytes = ByteBuffer.wrap(end, (int) (footerStart - (size - end.length)), (int) (size - TRAILER - footerStart))
                .slice();
        if (FooterSum.FIELD.place(bytes) < 0) {
            throw new IOException("the footer has no checksum");
        }
        FileMetaData footer = ParquetEnd.footer(end, size);
        Optional<int[]> sums = RowGroupSums.find(bytes, footer.getRow_groupsSize());
        Optional<PageIndexSum.Stamp> stamp = PageIndexSum.find(bytes);
        if (sums.isEmpty() || stamp.isEmpty()) {
            return List.of();
        }
        long pagesEnd = stamp.get().pagesEnd();
        if (pagesEnd < START || pagesEnd > footerStart || size - pagesEnd > MOST_BYTES) {
            throw new IOException("the footer names a place that the file does not have");
        }
        if (size - end.length > pagesEnd) {
            end = joined(source.read(pagesEnd, Math.toIntExact(size - end.length - pagesEnd)), end);
        }
        long start = size - end.length;
        if (GroupTable.sum(end, (int) (pagesEnd - start), (int) (footerStart - pagesEnd)) != stamp.get().sum()) {
            throw new IOException("page indexes or Bloom filters have changed since they were written");
        }
        return new GroupParts(end, start, footer, sums.get(), pagesEnd).all();
    }

    private static byte[] tail(Source source, long size, long length) throws IOException {
        byte[] tail = source.read(size - length, Math.toIntExact(length));
        if (tail.length != length) {
            throw new IOException("the object is shorter than it was listed");
        }
        return tail;
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] joined = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, joined, first.length, second.length);
        return joined;
    }

    private List<GroupTable.Part> all() throws IOException {
        List<GroupTable.Part> parts = new ArrayList<>();
        long row = 0;
        long bytes = 0;
        long offset = START;
        int place = 0;
        for (RowGroup group : footer.getRow_groups()) {
            long length = 0;
            for (ColumnChunk chunk : group.getColumns()) {
                length += chunk.getMeta_data().getTotal_compressed_size();
            }
            if (length <= 0 || length > Integer.MAX_VALUE || start(group) != offset || group.getNum_rows() <= 0) {
                throw new IOException("its row groups do not follow each other");
            }
            GroupTable.Group where = new GroupTable.Group(
                    row, row + group.getNum_rows(), offset, (int) length, sums[place++], NOWHERE, NOWHERE, NOWHERE);
            GroupTable.Part part =
                    new GroupTable.Part(where, footer(group, offset), filter(group, KEY), filter(group, AUTHOR));
            bytes += part.size();
            if (bytes > MOST_BYTES) {
                throw new IOException("its row groups have too much of footers");
            }
            parts.add(part);
            row += group.getNum_rows();
            offset += length;
        }
        if (offset != pagesEnd || row != footer.getNum_rows()) {
            throw new IOException("something is behind its last row group");
        }
        return parts;
    }

    private static long start(RowGroup group) {
        return group.getColumns().stream()
                .map(ColumnChunk::getMeta_data)
                .mapToLong(column -> column.isSetDictionary_page_offset() && column.getDictionary_page_offset() > 0
                        ? Math.min(column.getDictionary_page_offset(), column.getData_page_offset())
                        : column.getData_page_offset())
                .min()
                .orElse(-1);
    }

    /** The bits of the Bloom filter of a column; nothing if it has none. */
    private byte[] filter(RowGroup group, List<String> name) throws IOException {
        for (ColumnChunk chunk : group.getColumns()) {
            ColumnMetaData column = chunk.getMeta_data();
            if (column.getPath_in_schema().equals(name) && column.isSetBloom_filter_offset()) {
                return bits(column.getBloom_filter_offset() - start);
            }
        }
        return new byte[0];
    }

    private byte[] bits(long place) throws IOException {
        if (place < 0 || place > end.length) {
            throw new IOException("a Bloom filter is not where the others are");
        }
        ByteArrayInputStream in = new ByteArrayInputStream(end, (int) place, end.length - (int) place);
        BloomFilterHeader header = Util.readBloomFilterHeader(in);
        if (header.getNumBytes() <= 0 || header.getNumBytes() > in.available()) {
            throw new IOException("a Bloom filter is cut off");
        }
        if (header.getNumBytes() % FILTER_BLOCK != 0) {
            throw new IOException("a Bloom filter has an odd number of bytes");
        }
        return in.readNBytes(header.getNumBytes());
    }

    /** A footer of the row group alone, which comes first in its file; without what lies behind the pages of this one. */
    private byte[] footer(RowGroup group, long offset) throws IOException {
        RowGroup only = new RowGroup(group);
        JoinedFile.shift(only, START - offset);
        for (ColumnChunk chunk : only.getColumns()) {
            chunk.unsetColumn_index_offset();
            chunk.unsetColumn_index_length();
            chunk.unsetOffset_index_offset();
            chunk.unsetOffset_index_length();
            chunk.getMeta_data().unsetBloom_filter_offset();
            chunk.getMeta_data().unsetBloom_filter_length();
        }
        FileMetaData one =
                new FileMetaData(footer.getVersion(), footer.getSchema(), group.getNum_rows(), List.of(only));
        one.setCreated_by(footer.getCreated_by());
        if (footer.isSetColumn_orders()) {
            one.setColumn_orders(footer.getColumn_orders());
        }
        KeyValue sum = new KeyValue(FooterSum.FIELD.key());
        sum.setValue(SumField.ZEROS);
        one.setKey_value_metadata(List.of(sum));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Util.writeFileMetaData(one, bytes);
        byte[] content = bytes.toByteArray();
        FooterSum.stamp(content);
        return content;
    }
}
