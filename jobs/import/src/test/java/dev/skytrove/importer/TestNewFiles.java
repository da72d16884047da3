package dev.skytrove.importer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.skytrove.jobs.LakeLease;
import dev.skytrove.lake.DataSize;
import dev.skytrove.lake.HourKey;
import dev.skytrove.lake.LakeFile;
import dev.skytrove.lake.Table;
import dev.skytrove.lake.storage.ObjectStore;
import dev.skytrove.lake.storage.ObjectStores;
import dev.skytrove.lake.storage.StorageException;
import io.micronaut.serde.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run may put that stood still for longer than its lease, so that another ran meanwhile. */
final class TestNewFiles {
    private static final LakeFile NAME =
            LakeFile.imported(Table.POSTS, HourKey.of(Instant.parse("2026-07-04T14:00:00Z")), 1);
    private static final byte[] OTHERS = {1, 2, 3};
    private static final byte[] OWN = {4, 5, 6};

    @TempDir
    Path directory;

    private ObjectStore store;
    private LakeLease lease;

    @BeforeEach
    void open() {
        store = ObjectStores.open("file://" + directory.resolve("bucket"), Map.of());
        lease = LakeLease.acquire(
                "import", store, ObjectMapper.getDefault(), Clock.systemUTC(), Duration.ofMinutes(30), directory);
    }

    @AfterEach
    void close() {
        lease.close();
        store.close();
    }

    @Test
    void i1FileOfAnotherRunIsNotWrittenOver() throws IOException {
        store.put(NAME.name(), OTHERS);

        assertThatExceptionOfType(StorageException.class)
                .isThrownBy(this::put)
                .withMessage("'" + NAME.name() + "' was put by another run meanwhile; import the same again");
        assertThat(content()).isEqualTo(OTHERS);
    }

    @Test
    void i2NothingIsPutWithoutTheLease() {
        store.delete(List.of("state/import.lease"));

        assertThatExceptionOfType(StorageException.class)
                .isThrownBy(this::put)
                .withMessageContaining("the lease state/import.lease was taken over");
        store.list("lake/", "", object -> assertThat(object).isNull());
    }

    /** As a call that is repeated because its answer was lost. */
    @Test
    void sameContentIsNoOthers() throws IOException {
        put();
        put();

        assertThat(content()).isEqualTo(OWN);
    }

    private void put() throws IOException {
        new NewFiles(store, lease).put(NAME, Files.write(directory.resolve("own.parquet"), OWN));
    }

    private byte[] content() {
        return store.get(NAME.name(), DataSize.ofMebibytes(1));
    }
}
