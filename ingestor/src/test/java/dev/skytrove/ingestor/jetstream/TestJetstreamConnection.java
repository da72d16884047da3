package dev.skytrove.ingestor.jetstream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skytrove.ingestor.source.StartAt;
import dev.skytrove.lake.DataSize;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class TestJetstreamConnection {
    private static final Subscription EVERYTHING = new Subscription(List.of(), List.of(), DataSize.ofMebibytes(1));

    private final FrameServer server = new FrameServer();
    private final AtomicLong wireBytes = new AtomicLong();
    private final JetstreamClient client = new JetstreamClient(Duration.ofSeconds(2), wireBytes::addAndGet);
    private final BlockingQueue<String> received = new LinkedBlockingQueue<>();
    private final JetstreamConnection connection = client.connect(
            new SubscribeRequest(server.url(), EVERYTHING, new StartAt.Time(5), Optional.empty()),
            (from, messages) -> messages.list().forEach(message -> received.add(text(message))));

    @AfterEach
    void stop() throws IOException {
        client.close();
        server.close();
    }

    @Test
    void asksForTheSubscription() {
        assertThat(server.request())
                .startsWith("GET /subscribe?maxMessageSizeBytes=1048576&cursor=5 HTTP/1.1\r\n")
                .containsIgnoringCase("user-agent: skytrove");
        await(connection::isOpened);
        assertThat(connection.ended()).isEmpty();
    }

    @Test
    void deliversMessagesAndAnswersPings() throws Exception {
        server.send(new byte[] {(byte) 0x81, 2, 'h', 'i', (byte) 0x89, 1, 'x', (byte) 0x82, 1, '!'});

        assertThat(received.poll(10, TimeUnit.SECONDS)).isEqualTo("hi");
        assertThat(received.poll(10, TimeUnit.SECONDS)).isEqualTo("!");
        assertThat(server.receive()).containsExactly(0x8a, 'x');
    }

    @Test
    void i5ServerThatPingsWithoutEndAndReadsNothingIsLeft() throws Exception {
        byte[] pings = new byte[127 * 1_000];
        for (int i = 0; i < pings.length; i += 127) {
            pings[i] = (byte) 0x89;
            pings[i + 1] = 125;
        }
        long sent = 0;
        // More than the kernel's buffers of both directions take.
        while (connection.ended().isEmpty() && sent < 256 << 20) {
            try {
                server.send(pings);
            } catch (IOException _) {
                break;
            }
            sent += pings.length;
        }

        await(() -> connection.ended().isPresent());
        assertThat(connection.ended()).contains(new ConnectionEnd.Broken("the server does not read the answers to its pings"));
    }

    @Test
    void pausedConnectionDeliversNothingUntilItReadsAgain() throws Exception {
        await(connection::isOpened);
        connection.pause();
        server.send(new byte[] {(byte) 0x81, 1, 'a'});
        // One read may have been under way.
        boolean underWay = received.poll(300, TimeUnit.MILLISECONDS) != null;
        server.send(new byte[] {(byte) 0x81, 1, 'b'});
        assertThat(received.poll(300, TimeUnit.MILLISECONDS)).isNull();

        connection.resume();

        assertThat(underWay || "a".equals(received.poll(10, TimeUnit.SECONDS))).isTrue();
        assertThat(received.poll(10, TimeUnit.SECONDS)).isEqualTo("b");
    }

    @Test
    void leavingSaysGoodbyeWithCode1000() throws Exception {
        await(connection::isOpened);
        CompletableFuture<byte[]> goodbye = CompletableFuture.supplyAsync(this::answeredGoodbye);

        connection.close();

        assertThat(goodbye.get(10, TimeUnit.SECONDS)).startsWith(0x88, 1000 >> 8, 1000 & 0xff);
        assertThat(connection.ended()).contains(new ConnectionEnd.Left());
    }

    @Test
    void goodbyeOfTheServerEndsIt() throws Exception {
        server.send(new byte[] {(byte) 0x81, 1, 'a', (byte) 0x88, 5, 1013 >> 8, (byte) 1013, 'b', 'y', 'e'});

        assertThat(end()).contains(new ConnectionEnd.Closed(1013, "bye"));
        assertThat(received.poll()).isEqualTo("a");
    }

    @Test
    void cutEndsIt() throws Exception {
        server.send(new byte[] {(byte) 0x81, 1, 'a'});
        await(connection::isOpened);
        server.cut();

        assertThat(end()).containsInstanceOf(ConnectionEnd.Broken.class);
        assertThat(received.poll()).isEqualTo("a");
    }

    @Test
    void brokenProtocolEndsIt() throws Exception {
        server.send(new byte[] {(byte) 0xff, 1, 'a'});

        assertThat(end()).containsInstanceOf(ConnectionEnd.Broken.class);
    }

    @Test
    void serverThatDoesNotAnswerIsUnreachable() throws IOException {
        try (java.net.ServerSocket mute = new java.net.ServerSocket(0)) {
            JetstreamUrl url = JetstreamUrl.parse("ws://127.0.0.1:" + mute.getLocalPort());
            JetstreamConnection waiting =
                    client.connect(
                            new SubscribeRequest(url, EVERYTHING, new StartAt.Now(), Optional.empty()),
                            (from, messages) -> {});
            await(() -> waiting.ended().isPresent());

            assertThat(waiting.ended()).containsInstanceOf(ConnectionEnd.Unreachable.class);
            assertThat(waiting.isOpened()).isFalse();
        }
    }

    @Test
    void bytesOnTheWireAreCounted() throws Exception {
        await(connection::isOpened);
        long before = wireBytes.get();
        server.send(new byte[] {(byte) 0x81, 2, 'h', 'i'});
        assertThat(received.poll(10, TimeUnit.SECONDS)).isEqualTo("hi");

        assertThat(before).isPositive();
        assertThat(wireBytes.get() - before).isEqualTo(4);
    }

    private static String text(Message message) {
        return message.payload().text();
    }

    private Optional<ConnectionEnd> end() {
        await(() -> connection.ended().isPresent());
        return connection.ended();
    }

    private byte[] answeredGoodbye() {
        try {
            byte[] frame = server.receive();
            server.send(new byte[] {(byte) 0x88, 2, 1000 >> 8, (byte) 1000});
            return frame;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            LockSupport.parkNanos(1_000_000);
        }
    }
}
