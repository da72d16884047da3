package dev.skytrove.buffer;

import dev.skytrove.lake.DataSize;
import java.time.Duration;

/**
 * The limits of an {@link EventSink}.
 *
 * @param window the number of latest events among which a duplicate is recognised, at most {@value #MOST_WINDOW}
 * @param batchesInFlight batches sent that the buffer has not acknowledged, and about so many MiB of them; one more waits
 * @param timeout how long the buffer may take to acknowledge
 * @param malformedFrames malformed frames kept aside; the oldest make room
 * @param malformedSize the longest part of a malformed frame that is kept as it is; of longer ones, all is kept packed
 * @param malformedSpace about how much of the buffer's memory malformed frames take; the oldest make room, the newest is kept
 */
public record AppenderConfig(
        int window,
        int batchesInFlight,
        Duration timeout,
        int malformedFrames,
        DataSize malformedSize,
        DataSize malformedSpace) {
    /** Two hours at 600 events a second. */
    public static final int DEFAULT_WINDOW = 4_400_000;

    /** Five days at 600 events a second, in 2 GiB. */
    public static final int MOST_WINDOW = 270_000_000;

    public static final int DEFAULT_MALFORMED_FRAMES = 5_000;
    private static final int MALFORMED_KIBIBYTES = 16;
    private static final int MALFORMED_MEBIBYTES = 64;
    public static final DataSize DEFAULT_MALFORMED_SIZE = new DataSize(MALFORMED_KIBIBYTES << 10);
    public static final DataSize DEFAULT_MALFORMED_SPACE = DataSize.ofMebibytes(MALFORMED_MEBIBYTES);

    /** {@link #DEFAULT_MALFORMED_SIZE} as settings are written, for records of them. */
    public static final String USUAL_MALFORMED_SIZE = MALFORMED_KIBIBYTES + "KiB";

    /** {@link #DEFAULT_MALFORMED_SPACE} likewise. */
    public static final String USUAL_MALFORMED_SPACE = MALFORMED_MEBIBYTES + "MiB";

    /** @throws IllegalArgumentException if a limit is not positive, or the window too large */
    public AppenderConfig {
        positive("window", window);
        if (window > MOST_WINDOW) {
            throw new IllegalArgumentException("window is " + window + ", and may be " + MOST_WINDOW + " at most");
        }
        positive("batchesInFlight", batchesInFlight);
        positive("timeout", timeout.toMillis());
        positive("malformedFrames", malformedFrames);
        positive("malformedSize", malformedSize.bytes());
        positive("malformedSpace", malformedSpace.bytes());
    }

    /** What suits the whole network on a small server. */
    public static AppenderConfig defaults() {
        return new AppenderConfig(
                DEFAULT_WINDOW,
                8,
                Duration.ofSeconds(30),
                DEFAULT_MALFORMED_FRAMES,
                DEFAULT_MALFORMED_SIZE,
                DEFAULT_MALFORMED_SPACE);
    }

    private static void positive(String name, long value) {
        if (value <= 0) {
            throw new IllegalArgumentException(name + " is not positive: " + value);
        }
    }
}
