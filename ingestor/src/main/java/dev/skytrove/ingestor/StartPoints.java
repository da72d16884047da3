package dev.skytrove.ingestor;

import dev.skytrove.buffer.ResumePoint;
import dev.skytrove.lake.DataSize;
import dev.skytrove.lake.storage.ObjectNotFoundException;
import dev.skytrove.lake.storage.ObjectStore;
import io.micronaut.serde.ObjectMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where ingestion goes on when Redis does not know (I1): from the cursor that the last flush saved in the bucket; if
 * nothing was ever flushed, from where this process began; else with what happens next.
 */
@Singleton
final class StartPoints {
    private static final Logger LOG = LoggerFactory.getLogger(StartPoints.class);
    private static final DataSize LIMIT = DataSize.ofMebibytes(1);

    private final StorageOpener storage;
    private final ObjectMapper json;
    private Optional<ResumePoint> first = Optional.empty();

    /** @param storage opens the bucket, if there is one */
    StartPoints(StorageOpener storage, ObjectMapper json) {
        this.storage = storage;
        this.json = json;
    }

    /** Opens the bucket. */
    @FunctionalInterface
    interface StorageOpener {
        /** The bucket; empty if none is configured. */
        Optional<ObjectStore> open();
    }

    /** Remembers where this process has been, of which only the first counts. */
    void seen(Optional<ResumePoint> position) {
        first = first.or(() -> position);
    }

    /**
     * Where to go on with an empty Redis; empty to begin with what happens next.
     *
     * @throws dev.skytrove.lake.storage.StorageException if the bucket cannot be asked
     * @throws IllegalStateException if the bucket's answer is not understood
     */
    Optional<ResumePoint> withoutRedis() {
        Optional<ResumePoint> flushed = storage.open().flatMap(this::flushed);
        flushed.ifPresentOrElse(
                point -> LOG.warn("Redis is empty: going on where the last flush was, at {}", point),
                () -> LOG.info("Redis and the bucket know of no cursor"));
        return flushed.or(() -> first);
    }

    private Optional<ResumePoint> flushed(ObjectStore opened) {
        try (ObjectStore store = opened) {
            return Optional.of(read(store.get(FlushState.NAME, LIMIT), store.location()));
        } catch (ObjectNotFoundException e) {
            return Optional.empty();
        }
    }

    private ResumePoint read(byte[] content, String location) {
        try {
            FlushState state = json.readValue(content, FlushState.class);
            if (state.version() != FlushState.VERSION) {
                throw new IllegalStateException(FlushState.NAME + " in " + location + " has version " + state.version()
                        + "; this ingestor knows version " + FlushState.VERSION + " only");
            }
            return new ResumePoint(state.cursor(), state.source());
        } catch (IOException e) {
            throw new IllegalStateException(FlushState.NAME + " in " + location + " cannot be read", e);
        }
    }
}
