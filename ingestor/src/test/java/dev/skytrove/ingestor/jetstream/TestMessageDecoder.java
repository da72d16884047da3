package dev.skytrove.ingestor.jetstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TestMessageDecoder {
    private static final int LIMIT = 100_000;
    private static final int TEXT = 0x81;
    private static final int TEXT_BEGINS = 0x01;
    private static final int BINARY = 0x82;
    private static final int BINARY_BEGINS = 0x02;
    private static final int CONTINUES = 0x00;
    private static final int CONTINUES_LAST = 0x80;
    private static final int PING = 0x89;
    private static final int CLOSE = 0x88;

    private final Deque<Message> read = new ArrayDeque<>();
    private final EmbeddedChannel channel = new EmbeddedChannel(new MessageDecoder(LIMIT, new Chunks()));

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 125, 126, 65_535, 65_536, LIMIT})
    void passesOnMessagesOfEveryLength(int length) {
        byte[] payload = payload(length);

        channel.writeInbound(frame(TEXT, payload));

        assertThat(payloadRead()).isEqualTo(payload);
    }

    @Test
    void tellsBinaryFromTextWhateverFragmentsTheyComeIn() {
        channel.writeInbound(frame(TEXT, payload(1)), frame(BINARY, payload(1)), frame(BINARY_BEGINS, payload(1)));
        channel.writeInbound(frame(CONTINUES_LAST, payload(1)), frame(TEXT, payload(1)));

        assertThat(List.of(isBinary(), isBinary(), isBinary(), isBinary())).containsExactly(false, true, true, false);
    }

    private boolean isBinary() {
        return message().binary();
    }

    @Test
    void passesOnTheSameHoweverTheBytesArrive() {
        ByteBuf bytes = Unpooled.wrappedBuffer(
                frame(TEXT, payload(300)),
                frame(TEXT_BEGINS, payload(5)),
                frame(PING, payload(3)),
                frame(CONTINUES, payload(200)),
                frame(CONTINUES_LAST, payload(7)),
                frame(TEXT, payload(0)));
        Random random = new Random(1);
        while (bytes.isReadable()) {
            channel.writeInbound(bytes.readRetainedSlice(Math.min(bytes.readableBytes(), 1 + random.nextInt(9))));
        }

        assertThat(payloadRead()).isEqualTo(payload(300));
        PingWebSocketFrame ping = channel.readInbound();
        assertThat(ping.content()).isEqualTo(Unpooled.wrappedBuffer(payload(3)));
        assertThat(payloadRead()).hasSize(5 + 200 + 7).startsWith(payload(5));
        assertThat(payloadRead()).isEmpty();
        assertThat(channel.<Object>readInbound()).isNull();
    }

    @Test
    void messagesStayAsTheyAreUntilTheyAreReleased() {
        Random random = new Random(2);
        Map<Messages, List<byte[]>> held = new LinkedHashMap<>();
        for (int i = 0; i < 2_000; i++) {
            List<byte[]> sent = new ArrayList<>();
            for (int n = random.nextInt(1, 5); n > 0; n--) {
                sent.add(payload(random.nextInt(random.nextInt(50) == 0 ? LIMIT : 3_000)));
            }
            channel.writeInbound(sent.stream().map(TestMessageDecoder::inTwoFragments).toArray());
            for (Messages read = channel.readInbound(); read != null; read = channel.readInbound()) {
                held.put(read, List.copyOf(sent.subList(0, read.list().size())));
                sent.subList(0, read.list().size()).clear();
            }
            if (held.size() > 40) {
                releaseHalf(held, random);
            }
        }
        held.forEach(TestMessageDecoder::assertHolds);
    }

    private static ByteBuf inTwoFragments(byte[] payload) {
        int half = payload.length / 2;
        return Unpooled.wrappedBuffer(
                frame(TEXT_BEGINS, Arrays.copyOf(payload, half)),
                frame(CONTINUES_LAST, Arrays.copyOfRange(payload, half, payload.length)));
    }

    private static void releaseHalf(Map<Messages, List<byte[]>> held, Random random) {
        held.entrySet().removeIf(entry -> {
            boolean done = random.nextBoolean();
            if (done) {
                assertHolds(entry.getKey(), entry.getValue());
                entry.getKey().release();
            }
            return done;
        });
    }

    private static void assertHolds(Messages messages, List<byte[]> payloads) {
        assertThat(messages.list())
                .extracting(message -> message.payload().first(Integer.MAX_VALUE))
                .usingElementComparator(Arrays::compare)
                .containsExactlyElementsOf(payloads);
        assertThat(messages.bytes()).isEqualTo(payloads.stream().mapToLong(payload -> payload.length).sum());
    }

    @Test
    void i6MessageThatIsTooLargeIsCutAndTheNextIsWhole() {
        byte[] large = payload(LIMIT + 1);

        channel.writeInbound(frame(TEXT, large));
        channel.writeInbound(frame(TEXT_BEGINS, payload(LIMIT - 1)));
        channel.writeInbound(frame(CONTINUES_LAST, payload(1_000)));
        channel.writeInbound(frame(TEXT, payload(10)));

        assertThat(payloadRead()).isEqualTo(Arrays.copyOf(large, 64 << 10));
        assertThat(payloadRead()).isEqualTo(payload(LIMIT - 1));
        assertThat(payloadRead()).isEqualTo(payload(10));
    }

    @Test
    void i6TextThatIsNotUtf8IsPassedOn() {
        byte[] garbage = {(byte) 0xff, (byte) 0xfe, 0};

        channel.writeInbound(frame(TEXT, garbage));

        assertThat(payloadRead()).isEqualTo(garbage);
    }

    @Test
    void nothingFollowsAGoodbye() {
        byte[] words = "xxbye".getBytes(StandardCharsets.UTF_8);
        words[0] = 1000 >> 8;
        words[1] = (byte) 1000;

        channel.writeInbound(Unpooled.wrappedBuffer(frame(CLOSE, words), frame(TEXT, payload(3))));

        CloseWebSocketFrame close = channel.readInbound();
        assertThat(close.statusCode()).isEqualTo(1000);
        assertThat(close.reasonText()).isEqualTo("bye");
        assertThat(channel.<Object>readInbound()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"c101", "8180", "8b00", "0900", "897e0080", "8000", "817fffffffffffffffff"})
    void refusesWhatNoServerMaySend(String hex) {
        ByteBuf bytes = Unpooled.wrappedBuffer(HexFormat.of().parseHex(hex));

        assertThatExceptionOfType(DecoderException.class).isThrownBy(() -> channel.writeInbound(bytes));
    }

    private static ByteBuf frame(int first, byte[] payload) {
        ByteBuf frame = Unpooled.buffer().writeByte(first);
        if (payload.length < 126) {
            frame.writeByte(payload.length);
        } else if (payload.length < 65_536) {
            frame.writeByte(126).writeShort(payload.length);
        } else {
            frame.writeByte(127).writeLong(payload.length);
        }
        return frame.writeBytes(payload);
    }

    private byte[] payloadRead() {
        return message().payload().first(Integer.MAX_VALUE);
    }

    private Message message() {
        if (read.isEmpty()) {
            Messages messages = channel.readInbound();
            read.addAll(messages.list());
        }
        return read.remove();
    }

    private static byte[] payload(int length) {
        byte[] payload = new byte[length];
        new Random(length).nextBytes(payload);
        return payload;
    }
}
