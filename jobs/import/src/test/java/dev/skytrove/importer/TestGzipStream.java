package dev.skytrove.importer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;

final class TestGzipStream {
    private static final byte[] FIRST = bytes("{\"first\":1}\n".repeat(400));
    private static final byte[] SECOND = bytes("{\"second\":2}\n".repeat(400));

    @Test
    void unpacksAllMembersWhateverTheBuffer() throws IOException {
        byte[] content = new byte[5_000];
        new Random(1).nextBytes(content);
        byte[] packed = join(Stage.gzip(content), Stage.gzip(new byte[0]), Stage.gzip(SECOND), new byte[700]);

        for (int buffer : new int[] {1, 2, 7, 18, 512, 64 << 10}) {
            assertThat(unpacked(packed, buffer)).as("buffer of %d", buffer).isEqualTo(join(content, SECOND));
        }
    }

    /** With all that a header may have: extra bytes, a name, a comment and a checksum. */
    @Test
    void readsOverWholeHeaders() throws IOException {
        byte[] plain = Stage.gzip(FIRST);
        byte[] header = join(Arrays.copyOf(plain, 10), new byte[] {3, 0, 1, 0, 2}, bytes("name\0a comment\0"), new byte[2]);
        header[3] = 4 | 8 | 16 | 2;

        assertThat(unpacked(join(header, Arrays.copyOfRange(plain, 10, plain.length)), 16)).isEqualTo(FIRST);
    }

    @Test
    void i1EveryByteThatIsMissingOrFollowsIsTold() throws IOException {
        byte[] first = Stage.gzip(FIRST);
        byte[] packed = join(first, Stage.gzip(SECOND));

        for (int length = 1; length < packed.length; length++) {
            byte[] cut = Arrays.copyOf(packed, length);
            if (length != first.length) {
                assertThatExceptionOfType(IOException.class).as("cut at %d", length).isThrownBy(() -> unpacked(cut, 512));
            }
        }
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> unpacked(join(packed, bytes("x")), 512));
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> unpacked(join(packed, new byte[3], bytes("x")), 512));
    }

    /** No bit of a second member may be another: but for those of its header that say nothing of the content. */
    @Test
    void i1EveryDamagedBitOfASecondMemberIsTold() throws IOException {
        byte[] first = Stage.gzip(FIRST);
        byte[] packed = join(first, Stage.gzip(SECOND));
        CRC32 whole = new CRC32();
        whole.update(join(FIRST, SECOND));

        for (int bit = first.length * 8; bit < packed.length * 8; bit++) {
            byte[] damaged = packed.clone();
            damaged[bit / 8] ^= (byte) (1 << (bit % 8));
            CRC32 found = new CRC32();
            try {
                found.update(unpacked(damaged, 512));
            } catch (IOException e) {
                continue;
            }
            assertThat(found.getValue()).as("bit %d", bit - first.length * 8).isEqualTo(whole.getValue());
        }
    }

    private static byte[] unpacked(byte[] packed, int buffer) throws IOException {
        try (InputStream in = new GzipStream(new ByteArrayInputStream(packed), buffer)) {
            return in.readAllBytes();
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] join(byte[]... parts) throws IOException {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            joined.write(part);
        }
        return joined.toByteArray();
    }
}
