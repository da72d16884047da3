package dev.skytrove.query.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skytrove.lake.DataSize;
import dev.skytrove.lake.BatchRange;
import dev.skytrove.lake.HourKey;
import dev.skytrove.lake.LakeFile;
import dev.skytrove.lake.Series;
import dev.skytrove.lake.Table;
import dev.skytrove.lake.storage.ObjectStore;
import dev.skytrove.lake.storage.ObjectStores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TestDigestFolder {
    private static final HourKey HOUR = HourKey.of(Instant.parse("2026-07-04T12:00:00Z"));
    private static final List<PlannedFile> FILES = List.of(
            new PlannedFile(new LakeFile(Table.ACCOUNTS, HOUR, Series.IMPORT, new BatchRange(1, 12), 3), 1L << 40),
            new PlannedFile(LakeFile.flushed(Table.ACCOUNTS, HOUR, 13), 7));

    @TempDir
    private Path directory;

    private ObjectStore store;
    private DigestFolder folder;

    @BeforeEach
    void open() {
        store = ObjectStores.open("file://" + directory.resolve("lake"), Map.of());
        folder = DigestFolder.of(
                store, new CacheSettings(directory.resolve("cache"), DataSize.ofMebibytes(1), 1), Clock.systemUTC());
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void newestIsTheLastOnePublished() throws IOException {
        assertThat(folder.newest()).isEmpty();

        publish("first");
        publish("second");

        AccountDigest newest = folder.newest().orElseThrow();
        assertThat(newest.path()).hasContent("second");
        assertThat(newest.covered()).isEqualTo(FILES);
    }

    @Test
    void i6DigestOfAnotherLengthIsNone() throws IOException {
        publish("digest");
        Files.writeString(folder.newest().orElseThrow().path(), "dig");

        assertThat(folder.newest()).isEmpty();
    }

    @Test
    void i6DamagedIndexIsNoneAndGoes() throws IOException {
        publish("digest");
        Path index = folder.directory().resolve("accounts.index");
        Files.writeString(index, "no index");

        assertThat(folder.newest()).isEmpty();
        assertThat(index).doesNotExist();
    }

    @Test
    void i5DigestThatIsLargerThanTheCacheIsNotKept() throws IOException {
        publish("x".repeat(2 << 20));

        assertThat(folder.newest()).isEmpty();
    }

    private void publish(String content) throws IOException {
        Path part = folder.newPart();
        Files.writeString(part, content);
        folder.publish(part, FILES);
    }
}
