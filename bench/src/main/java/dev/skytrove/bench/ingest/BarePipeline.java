package dev.skytrove.bench.ingest;

import dev.skytrove.bench.process.RedisSocket;
import dev.skytrove.testing.TestingRedis;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;

/** The limit: the same payloads, each appended to a stream, by a client that looks at none of them. */
final class BarePipeline {
    private static final int WINDOW = 10_000;
    private static final byte[] HEAD =
            "*5\r\n$4\r\nXADD\r\n$4\r\nbare\r\n$1\r\n*\r\n$1\r\ne\r\n$".getBytes(StandardCharsets.ISO_8859_1);
    private static final byte[] END = {'\r', '\n'};

    private BarePipeline() {}

    /**
     * Appends every line of a file.
     *
     * @return events a second
     */
    static double run(Path ledger, long events) throws IOException, InterruptedException {
        try (TestingRedis redis = TestingRedis.start();
                RedisSocket socket = new RedisSocket(redis.uri())) {
            long begun = System.nanoTime();
            Semaphore window = new Semaphore(WINDOW);
            CompletableFuture<Void> answered = CompletableFuture.runAsync(() -> readAnswers(socket, events, window));
            send(ledger, socket, window);
            answered.join();
            return events * 1e9 / (System.nanoTime() - begun);
        }
    }

    private static void send(Path ledger, RedisSocket socket, Semaphore window)
            throws IOException, InterruptedException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        byte[] chunk = new byte[1 << 16];
        try (InputStream in = new BufferedInputStream(Files.newInputStream(ledger))) {
            for (int read = in.read(chunk); read > 0; read = in.read(chunk)) {
                int start = 0;
                for (int i = 0; i < read; i++) {
                    if (chunk[i] == '\n') {
                        line.write(chunk, start, i - start);
                        append(line.toByteArray(), socket, window);
                        line.reset();
                        start = i + 1;
                    }
                }
                line.write(chunk, start, read - start);
            }
        }
        socket.flush();
    }

    private static void append(byte[] payload, RedisSocket socket, Semaphore window)
            throws IOException, InterruptedException {
        if (!window.tryAcquire()) {
            socket.flush();
            window.acquire();
        }
        socket.write(HEAD, HEAD.length);
        socket.write(Integer.toString(payload.length));
        socket.write(END, END.length);
        socket.write(payload, payload.length);
        socket.write(END, END.length);
    }

    private static void readAnswers(RedisSocket socket, long events, Semaphore window) {
        try {
            for (long i = 0; i < events; i++) {
                socket.answer();
                window.release();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
