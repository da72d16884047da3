package dev.skytrove.lake.parquet;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/**
 * Compresses pages by zstd. The default factory would make a Hadoop configuration, and so need its runtime.
 *
 * <p>Each page has zstd's own checksum, of four bytes. Hardly any engine compares the CRCs that Parquet has of pages, but
 * whoever decompresses compares this: a bit that changed in a file of deletes is an error then, not a post that is back.
 */
final class ZstdCodecs implements CompressionCodecFactory {
    /** What is written every few minutes, and soon again by a merge. */
    static final int FAST = 3;

    /** What stays: posts are 5 % smaller than by {@link #FAST}, for twice its time. */
    static final int SMALL = 6;

    private final ZstdCompressCtx context;

    ZstdCodecs(int level) {
        context = new ZstdCompressCtx().setLevel(level).setChecksum(true);
    }

    @Override
    public BytesInputCompressor getCompressor(CompressionCodecName codec) {
        if (codec != CompressionCodecName.ZSTD) {
            throw new IllegalArgumentException("only ZSTD is written, not " + codec);
        }
        return new Compressor(context);
    }

    /** Files are read by {@link ColumnPages}, and by DuckDB. */
    @Override
    public BytesInputDecompressor getDecompressor(CompressionCodecName codec) {
        throw new UnsupportedOperationException("nothing is read through this factory");
    }

    /** Frees the native memory; called again, it does nothing. */
    @Override
    public void release() {
        context.close();
    }

    private record Compressor(ZstdCompressCtx context) implements BytesInputCompressor {
        @Override
        public BytesInput compress(BytesInput bytes) throws IOException {
            Page page = new Page(Math.toIntExact(bytes.size()));
            bytes.writeAllTo(page);
            return page.compress(context);
        }

        @Override
        public CompressionCodecName getCodecName() {
            return CompressionCodecName.ZSTD;
        }

        /** The factory releases what its compressors share. */
        @Override
        public void release() {}
    }

    /** A page in one piece, of which no copy is made. */
    private static final class Page extends ByteArrayOutputStream {
        Page(int size) {
            super(size);
        }

        BytesInput compress(ZstdCompressCtx context) {
            byte[] packed = new byte[Math.toIntExact(Zstd.compressBound(count))];
            int length = context.compressByteArray(packed, 0, packed.length, buf, 0, count);
            return BytesInput.from(Arrays.copyOf(packed, length));
        }
    }
}
