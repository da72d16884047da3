package dev.skytrove.buffer.block;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.github.luben.zstd.Zstd;
import dev.skytrove.buffer.BufferCorruptedException;
import dev.skytrove.buffer.redis.client.Bytes;
import dev.skytrove.lake.ByteSlice;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class TestEventBlock {
    private final BlockWriter writer = new BlockWriter();
    private final BlockReader reader = new BlockReader();

    @AfterEach
    void close() {
        writer.close();
        reader.close();
    }

    @Test
    void anyBytesComeBackAsTheyWere() {
        Random random = new Random(1);
        for (int round = 0; round < 200; round++) {
            List<byte[]> events = new ArrayList<>();
            for (int i = random.nextInt(1, 300); i > 0; i--) {
                byte[] event = new byte[random.nextInt(2_000)];
                random.nextBytes(event);
                events.add(event);
            }
            assertThat(unpacked(pack(events))).containsExactlyElementsOf(events);
        }
    }

    @Test
    void alikeEventsBecomeSmall() {
        List<byte[]> events = IntStream.range(0, 1_000).mapToObj(i -> Bytes.of("x".repeat(500) + i)).toList();
        assertThat(pack(events)).singleElement().satisfies(block -> {
            assertThat(block.length).isLessThan(20_000);
            assertThat(BlockReader.count(block, "it")).isEqualTo(1_000);
        });
    }

    @Test
    void i5BlocksAreBoundedInNumberAndSize() {
        List<byte[]> many = Stream.generate(() -> new byte[1]).limit(10_000).toList();
        assertThat(pack(many)).extracting(block -> BlockReader.count(block, "it")).containsExactly(
                4_096, 4_096, 1_808);
        List<byte[]> large = Stream.generate(() -> new byte[400_000]).limit(5).toList();
        assertThat(pack(large)).extracting(block -> BlockReader.count(block, "it")).containsExactly(2, 2, 1);
    }

    @Test
    void largeEventGetsABlockOfItsOwn() {
        List<byte[]> events = List.of(new byte[10], new byte[9 << 20], new byte[10]);
        List<byte[]> blocks = pack(events);
        assertThat(blocks).hasSize(3);
        assertThat(unpacked(blocks)).containsExactlyElementsOf(events);
        byte[] tooLarge = new byte[BlockWriter.MAX_EVENT_SIZE + 1];
        assertThatIllegalArgumentException().isThrownBy(() -> pack(List.of(tooLarge)));
    }

    @Test
    void noEventsMakeNoBlock() {
        assertThat(pack(List.of())).isEmpty();
    }

    /** The form that docs/formats.md promises, made without the writer. */
    @Test
    void blockOfAnotherWriterIsRead() {
        byte[] content = {2, 0, 0, 0, '{', '}', 0, 0, 0, 0};
        assertThat(unpacked(List.of(block(1, 2, content.length, content)))).containsExactly(Bytes.of("{}"), new byte[0]);
    }

    static Stream<byte[]> damaged() {
        byte[] content = {2, 0, 0, 0, '{', '}', 0, 0, 0, 0};
        byte[] overlong = {9, 0, 0, 0, '{', '}', 0, 0, 0, 0};
        byte[] negative = {-1, -1, -1, -1, '{', '}', 0, 0, 0, 0};
        return Stream.of(
                new byte[0],
                new byte[9],
                Bytes.of("{\"did\":\"did:plc:a\"}"),
                block(2, 2, 10, content),
                block(1, 0, 10, content),
                block(1, -1, 10, content),
                block(1, 3, 10, content),
                block(1, 3, 12, content),
                block(1, 1, 10, content),
                block(1, 2, 9, content),
                block(1, 2, 11, content),
                block(1, 2, -1, content),
                block(1, 2, Integer.MAX_VALUE, content),
                block(1, Integer.MAX_VALUE, Integer.MAX_VALUE, content),
                block(1, 2, 10, overlong),
                block(1, 2, 10, negative),
                Arrays.copyOf(block(1, 2, 10, content), 20));
    }

    @ParameterizedTest
    @MethodSource("damaged")
    void damagedBlockIsCorruption(byte[] block) {
        assertThatExceptionOfType(BufferCorruptedException.class)
                .isThrownBy(() -> reader.unpack(block, "entry 1-0"))
                .withMessageContaining("entry 1-0 is no block of events");
    }

    /** A single wrong bit anywhere is noticed, or harmless. */
    @Test
    void everyFlippedBitIsNoticed() {
        List<byte[]> events = IntStream.range(0, 20).mapToObj(i -> Bytes.of("{\"number\":" + i * i + "}")).toList();
        byte[] block = pack(events).getFirst();
        for (int bit = 0; bit < 8 * block.length; bit++) {
            byte[] flipped = block.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            try {
                assertThat(reader.unpack(flipped, "it")).as("bit %d", bit).containsExactlyElementsOf(events);
            } catch (BufferCorruptedException e) {
                assertThat(e).hasMessageContaining("it is no block");
            }
        }
    }

    private List<byte[]> pack(List<byte[]> events) {
        return writer.pack(events.stream().map(ByteSlice::of).toList());
    }

    private List<byte[]> unpacked(List<byte[]> blocks) {
        return blocks.stream().flatMap(block -> reader.unpack(block, "it").stream()).toList();
    }

    private static byte[] block(int version, int events, int size, byte[] content) {
        byte[] frame = Zstd.compress(content);
        return ByteBuffer.allocate(9 + frame.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put((byte) version)
                .putInt(events)
                .putInt(size)
                .put(frame)
                .array();
    }
}
