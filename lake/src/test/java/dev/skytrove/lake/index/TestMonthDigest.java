package dev.skytrove.lake.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.skytrove.lake.storage.ObjectStore;
import dev.skytrove.lake.storage.ObjectStores;
import java.nio.file.Path;
import java.time.Instant;
import java.time.YearMonth;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TestMonthDigest {
    private static final YearMonth JULY = YearMonth.of(2026, 7);
    private static final String NAME = "index/deletes/year=2026/month=07/posts-19-3-0123456789abcdef.parquet";

    @TempDir
    private Path directory;

    @Test
    void nameIsTheDocumentedOne() {
        MonthDigest digest = new MonthDigest(DigestKind.DELETES, JULY, 19, 3, "0123456789abcdef");
        assertThat(digest.name()).isEqualTo(NAME);
        assertThat(digest.end()).isEqualTo(Instant.parse("2026-07-20T00:00:00Z"));
        assertThat(MonthDigest.parse(DigestKind.DELETES, NAME)).contains(digest);
        assertThatIllegalArgumentException().isThrownBy(() -> new MonthDigest(DigestKind.DELETES, JULY, 32, 0, "0123456789abcdef"));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "index/deletes/year=2026/month=13/posts-19-3-0123456789abcdef.parquet",
        "index/deletes/year=2026/month=06/posts-31-3-0123456789abcdef.parquet",
        "index/deletes/year=2026/month=07/posts-0-3-0123456789abcdef.parquet",
        "index/deletes/year=2026/month=07/posts-019-3-0123456789abcdef.parquet",
        "index/deletes/year=2026/month=07/posts-19-03-0123456789abcdef.parquet",
        "index/deletes/year=2026/month=07/posts-19-3-0123456789abcdeF.parquet",
        "index/deletes/year=2026/month=07/words-19-3-0123456789abcdef.parquet"
    })
    void otherNamesAreNone(String name) {
        assertThat(MonthDigest.parse(DigestKind.DELETES, name)).isEmpty();
    }

    @Test
    void highestGenerationOfAMonthCounts() {
        try (ObjectStore store = ObjectStores.open("file://" + directory, Map.of())) {
            store.put(NAME, new byte[1]);
            store.put(NAME.replace("-19-3-", "-18-10-"), new byte[1]);
            store.put(NAME.replace("month=07", "month=06"), new byte[1]);
            store.put(NAME + ".note", new byte[1]);
            MonthDigestListing listing = MonthDigestListing.of(store, DigestKind.DELETES);
            assertThat(listing.newest(JULY).orElseThrow().digest().generation()).isEqualTo(10);
            assertThat(listing.superseded()).extracting(entry -> entry.digest().name()).containsExactly(NAME);
            assertThat(listing.nextGeneration(JULY)).isEqualTo(11);
            assertThat(listing.nextGeneration(YearMonth.of(2026, 6))).isEqualTo(4);
            assertThat(listing.nextGeneration(YearMonth.of(2026, 5))).isZero();
        }
    }
}
