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
import dev.skytrove.testing.Await;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
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
        folder = folder();
    }

    @AfterEach
    void close() {
        folder.close();
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
    void i4DigestThatChangedAtEqualLengthIsNoneSoonAfterItsFirstUse() throws IOException {
        publish("digest");
        Path digest = folder.newest().orElseThrow().path();
        Files.writeString(digest, "digits");
        try (DigestFolder other = folder()) {
            assertThat(other.newest()).isPresent();
            Await.until("it is gone", Duration.ofSeconds(30), () -> other.newest().isEmpty());
        }
        assertThat(digest).doesNotExist();
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

    @Test
    void otherCacheFetchesWhatOneShared() throws IOException {
        DigestFolder other = folder("other");
        assertThat(other.fetch()).isEmpty();
        for (String content : List.of("first", "second", "third")) {
            publish(content);
            folder.share();
        }

        AccountDigest fetched = other.fetch().orElseThrow();

        assertThat(fetched.path()).hasContent("third").startsWith(other.directory());
        assertThat(fetched.covered()).isEqualTo(FILES);
        assertThat(other.newest()).contains(fetched);
        // Somebody may still fetch the one before.
        assertThat(shared()).hasSize(2);
    }

    @Test
    void i4DigestThatIsNotWhatWasSharedIsNone() throws IOException {
        publish("digest");
        folder.share();
        store.put(shared().getFirst(), "dogest".getBytes(StandardCharsets.UTF_8));
        assertThat(folder("other").fetch()).isEmpty();

        store.delete(shared());
        assertThat(folder("other").fetch()).isEmpty();

        store.put("state/accounts.index", new byte[100]);
        assertThat(folder("other").fetch()).isEmpty();
    }

    private List<String> shared() {
        List<String> names = new ArrayList<>();
        store.list("state/accounts-", "", object -> names.add(object.name()));
        return names;
    }

    private DigestFolder folder() {
        return folder("cache");
    }

    private DigestFolder folder(String cache) {
        return DigestFolder.of(
                store, new CacheSettings(directory.resolve(cache), DataSize.ofMebibytes(1), 1), Clock.systemUTC());
    }

    private void publish(String content) throws IOException {
        Path part = folder.newPart();
        Files.writeString(part, content);
        folder.publish(part, FILES);
    }
}
