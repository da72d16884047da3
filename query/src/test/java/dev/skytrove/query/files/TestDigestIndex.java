package dev.skytrove.query.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skytrove.lake.BatchRange;
import dev.skytrove.lake.HourKey;
import dev.skytrove.lake.LakeFile;
import dev.skytrove.lake.Series;
import dev.skytrove.lake.Table;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class TestDigestIndex {
    private static final HourKey HOUR = HourKey.of(Instant.parse("2026-07-04T12:00:00Z"));
    private static final DigestIndex INDEX = new DigestIndex(
            "accounts-1.parquet",
            1L << 40,
            0xffffffffL,
            List.of(
                    new PlannedFile(new LakeFile(Table.ACCOUNTS, HOUR, Series.IMPORT, new BatchRange(1, 12), 3), 1L << 33),
                    new PlannedFile(LakeFile.flushed(Table.ACCOUNTS, HOUR, 13), 7)));

    @Test
    void comesBackFromItsBytes() throws IOException {
        assertThat(DigestIndex.decode(INDEX.encode())).isEqualTo(INDEX);
    }

    @Test
    void i6PartOfAnIndexIsNone() throws IOException {
        byte[] whole = INDEX.encode();
        for (int length = 0; length < whole.length; length++) {
            byte[] part = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> DigestIndex.decode(part)).isInstanceOf(IOException.class);
        }
    }

    @Test
    void i6DamageIsNoticed() throws IOException {
        Random random = new Random(1);
        for (int i = 0; i < 1000; i++) {
            byte[] damaged = INDEX.encode();
            damaged[random.nextInt(damaged.length)] ^= (byte) (1 + random.nextInt(255));
            assertThatThrownBy(() -> DigestIndex.decode(damaged)).isInstanceOf(IOException.class);
        }
    }
}
