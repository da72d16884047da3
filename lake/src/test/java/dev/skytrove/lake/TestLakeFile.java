package dev.skytrove.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TestLakeFile {
    private static final HourKey HOUR = HourKey.of(Instant.parse("2026-07-04T14:38:08Z"));

    private static final List<Table> TABLES = List.of(Table.values());

    @Test
    void nameIsTheDocumentedOneAndReadsBack() {
        LakeFile file = LakeFile.flushed(Table.POSTS, HOUR, 42);

        assertThat(file.name()).isEqualTo("lake/posts/year=2026/month=07/day=04/hour=14/posts-flush-42-42-0.parquet");
        assertThat(LakeFile.parse(file.name())).isEqualTo(file);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "lake/posts/year=2026/month=07/day=04/hour=14/likes-flush-42-42-0.parquet",
                "lake/posts/year=2026/month=07/day=04/hour=14/posts-f-42-42.parquet",
                "lake/posts/year=2026/month=07/day=04/hour=14/posts-flush-09-09-0.parquet",
                "lake/posts/year=2026/month=07/day=04/hour=14/posts-flush-9-9-00.parquet",
                "lake/posts/year=2026/month=07/day=04/hour=14/posts-flush-9-9-01.parquet",
                "lake/posts/year=2026/month=07/day=04/hour=14/posts-flush-0-0-0.parquet",
                "lake/posts/year=2026/month=07/day=04/hour=14/posts-flush-43-42-0.parquet",
                "lake/posts/year=2026/month=07/day=04/hour=14/posts-flush--42-0.parquet",
                "lake/posts/year=2026/month=07/day=04/hour=14/posts-flush-42--0.parquet",
                "lake/posts/year=2026/month=07/day=04/hour=14/posts-flush-42-42-.parquet",
                "lake/posts/year=2026/month=07/day=04/hour=14/posts-flush-42-42-0-.parquet",
                "lake/posts/year=2026/month=07/day=04/hour=14/posts-flush-42-42-0-0.parquet",
                "lake/posts/year=2026/month=07/day=04/hour=14/posts-flush-+2-2-0.parquet",
                "lake/posts/year=2026/month=07/day=04/hour=14/posts-flush-2-2-+1.parquet",
                "lake/posts/year=2026/month=07/day=04/hour=14/posts-flush-2-2--1.parquet",
                "lake/posts/year=2026/month=07/day=04/hour=14/posts-flush-\u0662-\u0662-0.parquet",
                "lake/posts/year=2026/month=07/day=04/hour=14/posts-flush-1234567890123456789-1234567890123456789-0.parquet",
                "lake/posts/year=2026/month=07/day=04/hour=14/posts-flush-1-1-1234567890.parquet",
                "lake/posts/year=2026/month=07/day=04/hour=14/posts-Flush-1-1-0.parquet",
                "lake/posts/year=2026/month=07/day=04/hour=14/posts-1flush-1-1-0.parquet",
                "lake/posts/year=2026/month=07/day=04/hour=14/posts--1-1-0.parquet",
                "lake/posts/year=2026/month=07/day=04/hour=14/posts-fl_ush-1-1-0.parquet",
                "lake/posts/year=2026/month=07/day=04/hour=14/posts-abcdefghijklmnopq-1-1-0.parquet",
                "lake/posts/year=2026/month=07/day=04/hour=14/posts-flush-42-42-0.parquet.tmp",
                "lake/posts/year=2026/month=07/day=04/hour=14/posts-flush-42-42-0.PARQUET",
                "lake/posts/year=2026/month=07/day=04/hour=14/posts.flush-42-42-0.parquet",
                "lake/posts/year=2026/month=07/day=04/hour=14/.parquet",
                "lake/posts/year=2026/month=07/day=04/hour=14/-----.parquet",
                "lake/posts/year=2026/month=07/day=04/hour=14/more/posts-flush-42-42-0.parquet",
                "lake/posts/year=2026/month=13/day=04/hour=14/posts-flush-42-42-0.parquet",
                "lake/posts/year=2026/month=07/day=04/hour=24/posts-flush-42-42-0.parquet",
                "lake/nothing/year=2026/month=07/day=04/hour=14/nothing-flush-42-42-0.parquet",
                "lake/posts/hour=14/posts-flush-42-42-0.parquet",
                "lake/posts/year=2026/month=07/day=4/hour=14/posts-flush-42-42-0.parquet",
                "lake/posts/year=2026/month=07/day=0x/hour=14/posts-flush-42-42-0.parquet",
                "lake/accounts/year=2026/month=07/day=04/hour=14/.parquet",
                "lake/posts/posts-flush-42-42-0.parquet",
                "lake//posts-flush-42-42-0.parquet",
                "lake/posts",
                "lake/",
                "lake",
                "",
                "feeds/latest/latest.jsonl"
            })
    void foreignNamesAreRefused(String name) {
        assertThatIllegalArgumentException().isThrownBy(() -> LakeFile.parse(name));
    }

    /** The parser takes what the printer prints, and nothing else. */
    @Test
    void parserAndPrinterAreInverse() {
        Random random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            LakeFile file = any(random);
            assertThat(LakeFile.parse(file.name())).isEqualTo(file).hasSameHashCodeAs(file);

            String damaged = damage(file.name(), random);
            try {
                assertThat(LakeFile.parse(damaged).name()).isEqualTo(damaged);
            } catch (IllegalArgumentException e) {
                assertThat(damaged).isNotEqualTo(file.name());
            }
        }
    }

    @Test
    void whatCannotBeInANameIsNoFile() {
        BatchRange one = BatchRange.of(1);
        assertThatIllegalArgumentException().isThrownBy(() -> LakeFile.flushed(Table.POSTS, HOUR, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> BatchRange.of(1_000_000_000_000_000_000L));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LakeFile(Table.POSTS, HOUR, Series.FLUSH, one, 1_000_000_000));
        assertThatIllegalArgumentException().isThrownBy(() -> new LakeFile(Table.POSTS, HOUR, Series.FLUSH, one, -1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LakeFile.flushed(Table.POSTS, HourKey.of(Instant.parse("+10000-01-01T00:00:00Z")), 1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LakeFile.flushed(Table.POSTS, HourKey.of(Instant.parse("-0001-12-31T23:00:00Z")), 1));
    }

    private static LakeFile any(Random random) {
        Table table = TABLES.get(random.nextInt(TABLES.size()));
        HourKey hour = HourKey.of(Instant.ofEpochSecond(random.nextLong(-62_167_219_200L, 253_402_300_800L)));
        StringBuilder series = new StringBuilder().append((char) ('a' + random.nextInt(26)));
        for (int i = random.nextInt(16); i > 0; i--) {
            series.append("abcxyz0189".charAt(random.nextInt(10)));
        }
        long last = random.nextLong(1, 1_000_000_000_000_000_000L) >> random.nextInt(50);
        long first = last <= 1 ? 1 : random.nextLong(1, last);
        int generation = random.nextInt(1_000_000_000) >> random.nextInt(30);
        Series known = random.nextBoolean() ? Series.FLUSH : new Series(series.toString());
        return new LakeFile(table, hour, known, new BatchRange(first, Math.max(1, last)), generation);
    }

    /** A character removed, doubled or replaced. */
    private static String damage(String name, Random random) {
        int at = random.nextInt(name.length());
        String middle = switch (random.nextInt(3)) {
            case 0 -> "";
            case 1 -> name.substring(at, at + 1).repeat(2);
            default -> String.valueOf("-/0123459azA.+ =".charAt(random.nextInt(16)));
        };
        return name.substring(0, at) + middle + name.substring(at + 1);
    }
}
