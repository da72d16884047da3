package dev.skytrove.lake.parquet;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.CRC32;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.page.DataPage;
import org.apache.parquet.column.page.DataPageV1;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.page.PageReader;
import org.apache.parquet.format.DataPageHeader;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.PageType;
import org.apache.parquet.format.Util;
import org.apache.parquet.format.converter.ParquetMetadataConverter;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/**
 * The pages of one column of a row group, unpacked one by one. A page's checksum is compared where it has one, as all that
 * {@link TableWriter} writes have. Pages of the second kind, which nothing of ours writes, are refused.
 */
final class ColumnPages implements PageReader {
    private final ColumnChunkMetaData chunk;
    private final byte[] bytes;
    private final ByteArrayInputStream in;
    private final ParquetMetadataConverter converter = new ParquetMetadataConverter();
    private long valuesRead;
    private PageHeader next;

    /** @param bytes all of the column's */
    ColumnPages(ColumnChunkMetaData chunk, byte[] bytes) {
        this.chunk = chunk;
        this.bytes = bytes;
        this.in = new ByteArrayInputStream(bytes);
    }

    @Override
    public DictionaryPage readDictionaryPage() {
        try {
            if (!hasNext() || next.getType() != PageType.DICTIONARY_PAGE) {
                return null;
            }
            PageHeader header = next;
            return new DictionaryPage(
                    take(),
                    header.getUncompressed_page_size(),
                    header.getDictionary_page_header().getNum_values(),
                    converter.getEncoding(header.getDictionary_page_header().getEncoding()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public long getTotalValueCount() {
        return chunk.getValueCount();
    }

    @Override
    public DataPage readPage() {
        try {
            if (!hasNext()) {
                return null;
            }
            if (next.getType() != PageType.DATA_PAGE) {
                throw new IOException("column " + chunk.getPath() + " has a page of the kind " + next.getType());
            }
            DataPageHeader header = next.getData_page_header();
            int size = next.getUncompressed_page_size();
            valuesRead += header.getNum_values();
            return new DataPageV1(
                    take(),
                    header.getNum_values(),
                    size,
                    null,
                    converter.getEncoding(header.getRepetition_level_encoding()),
                    converter.getEncoding(header.getDefinition_level_encoding()),
                    converter.getEncoding(header.getEncoding()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean hasNext() throws IOException {
        if (next == null && valuesRead < chunk.getValueCount()) {
            next = Util.readPageHeader(in);
        }
        return next != null;
    }

    /** The content of the next page, unpacked. */
    private BytesInput take() throws IOException {
        int start = bytes.length - in.available();
        int length = next.getCompressed_page_size();
        if (length < 0 || in.skip(length) != length) {
            throw new IOException("column " + chunk.getPath() + " ends within a page");
        }
        requireWhole(start, length);
        int size = next.getUncompressed_page_size();
        next = null;
        return chunk.getCodec() == CompressionCodecName.UNCOMPRESSED
                ? BytesInput.from(bytes, start, length)
                : BytesInput.from(unpack(start, length, size));
    }

    private void requireWhole(int start, int length) throws IOException {
        if (next.isSetCrc()) {
            CRC32 crc = new CRC32();
            crc.update(bytes, start, length);
            if ((int) crc.getValue() != next.getCrc()) {
                throw new IOException("column " + chunk.getPath() + " has a page that does not fit its checksum");
            }
        }
    }

    private byte[] unpack(int start, int length, int size) throws IOException {
        if (chunk.getCodec() != CompressionCodecName.ZSTD) {
            throw new IOException("column " + chunk.getPath() + " is compressed by " + chunk.getCodec() + ", not ZSTD");
        }
        byte[] unpacked = new byte[size];
        long found = Zstd.decompressByteArray(unpacked, 0, size, bytes, start, length);
        if (found != size) {
            throw new IOException("column " + chunk.getPath() + " has a page that cannot be unpacked: "
                    + (Zstd.isError(found) ? Zstd.getErrorName(found) : found + " bytes instead of " + size));
        }
        return unpacked;
    }
}
