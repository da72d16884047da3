package dev.skytrove.jobs;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.skytrove.lake.DataSize;
import dev.skytrove.lake.HostName;
import dev.skytrove.lake.storage.ObjectInfo;
import dev.skytrove.lake.storage.ObjectNotFoundException;
import dev.skytrove.lake.storage.ObjectStore;
import dev.skytrove.lake.storage.StorageException;
import dev.skytrove.runtime.LeaseHeldException;
import io.micronaut.serde.ObjectMapper;
import io.micronaut.serde.annotation.Serdeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An object that is there while a run is at work, so that no two do the same. It holds across hosts. Two runs that take over
 * a stale one at the same moment may both go on: that is a waste, and no harm, since what they put is put only if absent and
 * names decide.
 */
public final class LakeLease implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LakeLease.class);
    private static final DataSize LIMIT = new DataSize(1 << 16);

    private final String job;
    private final String name;
    private final ObjectStore store;
    private final ObjectMapper json;
    private final Clock clock;
    private final Duration length;
    private final Holder own;
    private Instant renewedAt;

    private LakeLease(String job, ObjectStore store, ObjectMapper json, Clock clock, Duration length, Holder own) {
        this.job = job;
        this.name = "state/" + job + ".lease";
        this.store = store;
        this.json = json;
        this.clock = clock;
        this.length = length;
        this.own = own;
        this.renewedAt = clock.instant();
    }

    /**
     * Who holds it.
     *
     * @param token tells one run from another
     * @param host its machine
     * @param pid its process
     * @param startedAt when it began, ISO 8601
     */
    @Serdeable
    public record Holder(String token, String host, long pid, @JsonProperty("started_at") String startedAt) {
        private static Holder self(Instant now) {
            return new Holder(
                    UUID.randomUUID().toString(), HostName.get(), ProcessHandle.current().pid(), now.toString());
        }

        private String told() {
            return "process " + pid + " on " + host + ", since " + startedAt;
        }
    }

    /**
     * Takes the lease {@code state/<job>.lease}.
     *
     * @param job the job's name
     * @param directory for a file of a moment
     * @param length how long it holds when it is not renewed
     * @throws LeaseHeldException if another run holds it
     */
    public static LakeLease acquire(
            String job, ObjectStore store, ObjectMapper json, Clock clock, Duration length, Path directory) {
        LakeLease lease = new LakeLease(job, store, json, clock, length, Holder.self(clock.instant()));
        if (!lease.put(directory)) {
            lease.removeIfStale();
            if (!lease.put(directory)) {
                throw lease.held();
            }
        }
        return lease;
    }

    /** Renews it when a part of its time is over. Called between steps, by one thread. */
    public void renew() {
        Instant now = clock.instant();
        if (Duration.between(renewedAt, now).compareTo(length.dividedBy(4)) < 0) {
            return;
        }
        require();
        store.put(name, bytes(own));
        renewedAt = now;
    }

    /**
     * Asks whether it is still held: right before what another run may have done meanwhile. Any thread may.
     *
     * @throws StorageException if another run has it, or had it
     */
    public void require() {
        if (!isOwn()) {
            throw new StorageException("the lease " + name + " was taken over: this run took longer than "
                    + "SKYTROVE_" + job.toUpperCase(Locale.ROOT) + "_LEASE between two steps");
        }
    }

    /** Gives it back. */
    @Override
    public void close() {
        try {
            if (isOwn()) {
                store.delete(List.of(name));
            }
        } catch (StorageException e) {
            LOG.warn("the lease {} stays until it runs out: {}", name, e.getMessage());
        }
    }

    private boolean put(Path directory) {
        Path file = directory.resolve("lease");
        try {
            Files.write(file, bytes(own));
            // False also if an answer was lost and the call repeated.
            boolean taken = store.putIfAbsent(name, file) || isOwn();
            Files.delete(file);
            return taken;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void removeIfStale() {
        Optional<ObjectInfo> found = info();
        if (found.isPresent() && found.get().modifiedAt().plus(length).isBefore(clock.instant())) {
            LOG.warn("the lease of {} ran out: it was killed", holder().map(Holder::told).orElse("a run"));
            store.delete(List.of(name));
        }
    }

    private LeaseHeldException held() {
        return new LeaseHeldException(
                "another " + job + ": " + holder().map(Holder::told).orElse("one that has just ended"));
    }

    private boolean isOwn() {
        return holder().filter(own::equals).isPresent();
    }

    private Optional<ObjectInfo> info() {
        AtomicReference<ObjectInfo> found = new AtomicReference<>();
        store.list(name, "", object -> {
            if (object.name().equals(name)) {
                found.set(object);
            }
        });
        return Optional.ofNullable(found.get());
    }

    private Optional<Holder> holder() {
        try {
            return Optional.of(json.readValue(store.get(name, LIMIT), Holder.class));
        } catch (ObjectNotFoundException e) {
            return Optional.empty();
        } catch (IOException e) {
            LOG.warn("{} cannot be understood: {}", name, e.getMessage());
            return Optional.empty();
        }
    }

    private byte[] bytes(Holder holder) {
        try {
            return json.writeValueAsBytes(holder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
