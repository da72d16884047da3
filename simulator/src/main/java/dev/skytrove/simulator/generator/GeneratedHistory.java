package dev.skytrove.simulator.generator;

import dev.skytrove.simulator.history.EventReader;
import dev.skytrove.simulator.history.History;
import dev.skytrove.simulator.json.JsonText;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/**
 * Events made when they are read. The same seed, start, mix and texts give the same bytes on every machine, whatever the
 * size; a million events cost no more memory than one.
 */
public final class GeneratedHistory implements History {
    /** Beyond all times, and far enough from the limits of a number. */
    private static final long FAR = 1L << 62;

    private final long size;
    private final Plan plan;
    private final Texts texts;
    private final Duration skew;

    private GeneratedHistory(long size, Plan plan, Texts texts, Duration skew) {
        this.size = size;
        this.plan = plan;
        this.texts = texts;
        this.skew = skew;
    }

    /** Events of the mix of 2026, see {@link #of(Mix, long, long, Instant)}. */
    public static GeneratedHistory of(long seed, long size, Instant start) {
        return of(Mix.Y2026, seed, size, start);
    }

    /** Events whose posts are senseless texts in eight languages. */
    public static GeneratedHistory of(Mix mix, long seed, long size, Instant start) {
        return of(mix, mix.eventsPerSecond(), seed, size, start);
    }

    /** The same where so many happen in a second, rather than as many as in the mix's year. */
    public static GeneratedHistory of(Mix mix, int eventsPerSecond, long seed, long size, Instant start) {
        return new GeneratedHistory(size, new Plan(seed, start, mix, eventsPerSecond), new BuiltInTexts(), Duration.ZERO);
    }

    /**
     * The same events with posts that look like the texts of a file, one JSON string a line.
     *
     * @throws IOException if the file cannot be read, is larger than 256 MiB, or has something else in it
     */
    public GeneratedHistory withTexts(Path file) throws IOException {
        return new GeneratedHistory(size, plan, TrainedTexts.on(file), skew);
    }

    /** The same events as a server saw them whose clock is ahead by {@code skew}, or behind if that is negative. */
    public GeneratedHistory seenWith(Duration skew) {
        return new GeneratedHistory(size, plan, texts, skew);
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public long firstAtOrAfter(long timeUs) {
        return plan.timeline().firstSeenAtOrAfter(Math.clamp(timeUs, -FAR, FAR) - skewMicros(), size);
    }

    @Override
    public EventReader reader() {
        JsonText json = new JsonText();
        EventWriter writer = new EventWriter(json, plan, texts, skewMicros());
        return index -> {
            Objects.checkIndex(index, size);
            json.clear();
            writer.write(index);
            return json.buffer();
        };
    }

    private long skewMicros() {
        return skew.toNanos() / 1_000;
    }
}
