package dev.skytrove.lake.index;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skytrove.lake.storage.ObjectStore;
import dev.skytrove.lake.storage.ObjectStores;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TestMonthIndex {
    private static final YearMonth JULY = YearMonth.of(2026, 7);
    private static final String FILES = "0123456789abcdef";

    @TempDir
    private Path directory;

    @Test
    void namesTellMonthGenerationAndFiles() {
        MonthIndex index = new MonthIndex(JULY, 3, FILES);

        assertThat(index.name(MonthIndex.Part.WORDS))
                .isEqualTo("index/posts/year=2026/month=07/words-3-0123456789abcdef.parquet");
        assertThat(index.name(MonthIndex.Part.POSTINGS))
                .isEqualTo("index/posts/year=2026/month=07/postings-3-0123456789abcdef.parquet");
        for (MonthIndex.Part part : MonthIndex.Part.values()) {
            assertThat(MonthIndex.parse(index.name(part))).contains(new MonthIndex.Named(index, part));
            // What this is, an earlier release does not know.
            assertThat(IndexFile.parse(index.name(part))).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "index/posts/year=2026/month=13/words-3-0123456789abcdef.parquet",
                "index/posts/year=2026/month=07/words-03-0123456789abcdef.parquet",
                "index/posts/year=2026/month=07/words-3-0123456789ABCDEF.parquet",
                "index/posts/year=2026/month=07/other-3-0123456789abcdef.parquet",
                "index/posts/year=2026/month=07/day=04/words-3-0123456789abcdef.parquet",
                "index/likes/year=2026/month=07/words-3-0123456789abcdef.parquet",
                "index/posts/year=2026/month=07/words-9999999999-0123456789abcdef.parquet"
            })
    void otherNamesAreForeign(String name) {
        assertThat(MonthIndex.parse(name)).isEmpty();
    }

    @Test
    void newestOfWhichBothObjectsAreThereCounts() {
        try (ObjectStore store = ObjectStores.open("file://" + directory, Map.of())) {
            String july = "index/posts/year=2026/month=07/";
            List<String> spare = List.of(
                    july + "postings-0-" + FILES + ".parquet",
                    july + "words-0-" + FILES + ".parquet",
                    july + "postings-2-" + FILES + ".parquet");
            List<String> counting =
                    List.of(july + "postings-1-" + FILES + ".parquet", july + "words-1-" + FILES + ".parquet");
            put(store, spare);
            put(store, counting);
            put(store, List.of(
                    "index/posts/year=2026/month=06/words-0-" + FILES + ".parquet",
                    "index/posts/year=2026/month=06/postings-0-" + FILES + ".parquet",
                    july + "day=04/words-0-" + FILES + ".parquet",
                    july + "words.txt"));

            // The last day of a month, too, finds that of the month.
            IndexListing listing = IndexListing.since(store, Instant.parse("2026-07-31T23:00:00Z"), () -> {});
            MonthIndexListing.Entry newest = listing.months().newest(JULY).orElseThrow();
            assertThat(List.of(newest.postings().name(), newest.words().name())).isEqualTo(counting);
            assertThat(listing.months().newest()).hasSize(1);
            assertThat(listing.newest()).isEmpty();
            assertThat(listing.months().spare())
                    .extracting(MonthIndexListing.Listed::name)
                    .containsExactlyInAnyOrderElementsOf(spare);
            assertThat(listing.months().nextGeneration(JULY)).isEqualTo(2);
            assertThat(IndexListing.of(store).foreignNames()).isEqualTo(1);
            assertThat(IndexListing.of(store).months().newest()).hasSize(2);
        }
    }

    private static void put(ObjectStore store, List<String> names) {
        names.forEach(name -> store.put(name, name.getBytes(StandardCharsets.UTF_8)));
    }
}
