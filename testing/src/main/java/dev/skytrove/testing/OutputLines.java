package dev.skytrove.testing;

import java.io.IOException;
import java.io.Reader;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** The lines of one output stream, read by a thread of its own as they come; old lines are forgotten. */
final class OutputLines {
    static final int LINES = 1_000;
    static final int LINE_LENGTH = 1 << 16;
    private static final int NEWEST = 40;
    private static final Line END = new Line("", true);

    private final BlockingDeque<Line> unseen = new LinkedBlockingDeque<>(LINES);
    private final Deque<String> newest = new ArrayDeque<>();
    private final CountDownLatch ended = new CountDownLatch(1);

    OutputLines(Reader reader, Consumer<String> consumer, String name) {
        Thread.ofPlatform().daemon().name(name).start(() -> readAll(reader, consumer));
    }

    /** The first line not yet looked at that is wanted; empty if the stream or {@code patience} ends before it. */
    Optional<String> await(Predicate<String> wanted, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        Optional<Line> line = next(deadline);
        while (line.isPresent() && !line.get().end()) {
            if (wanted.test(line.get().text())) {
                return line.map(Line::text);
            }
            line = next(deadline);
        }
        line.ifPresent(unseen::offerFirst);
        return Optional.empty();
    }

    /** Waits until the stream has ended; it may stay open in a grandchild, so not for ever. */
    boolean awaitEnd(Duration patience) {
        try {
            return ended.await(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw ChildProcess.interrupted(e);
        }
    }

    Optional<String> last() {
        synchronized (newest) {
            return Optional.ofNullable(newest.peekLast());
        }
    }

    List<String> newest() {
        synchronized (newest) {
            return List.copyOf(newest);
        }
    }

    private Optional<Line> next(long deadline) {
        try {
            return Optional.ofNullable(unseen.pollFirst(deadline - System.nanoTime(), TimeUnit.NANOSECONDS));
        } catch (InterruptedException e) {
            throw ChildProcess.interrupted(e);
        }
    }

    private void readAll(Reader reader, Consumer<String> consumer) {
        try (reader) {
            StringBuilder line = new StringBuilder();
            for (int c = reader.read(); c >= 0; c = reader.read()) {
                if (c == '\n') {
                    add(line.toString(), consumer);
                    line.setLength(0);
                } else if (line.length() < LINE_LENGTH) {
                    line.append((char) c);
                }
            }
            if (!line.isEmpty()) {
                add(line.toString(), consumer);
            }
        } catch (IOException e) {
            // The process is gone, and so is what it had not written.
        } finally {
            addUnseen(END);
            ended.countDown();
        }
    }

    private void add(String line, Consumer<String> consumer) {
        consumer.accept(line);
        synchronized (newest) {
            if (newest.size() == NEWEST) {
                newest.removeFirst();
            }
            newest.addLast(line);
        }
        addUnseen(new Line(line, false));
    }

    private void addUnseen(Line line) {
        while (!unseen.offerLast(line)) {
            unseen.pollFirst();
        }
    }

    private record Line(String text, boolean end) {}
}
