package dev.skytrove.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TestContentCoding {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    zstd                          | true
                    gzip;q=0.5, ZSTD;q=1.0, br    | true
                    deflate, zstd;q=0.1, gzip;q=0 | true
                    zstd ; q=0.3,gzip;q=0.2       | true
                    gzip, deflate, br, zstd       | false
                    zstd;q=0                      | false
                    zstd;q=2                      | false
                    zstd;q=                       | false
                    zstd;level=9                  | false
                    zstdx, gzip                   | false
                    *                             | false
                    ''                            | false
                    """)
    void zstdIsSentToThoseWhoPreferIt(String accepted, boolean zstd) {
        assertThat(ContentCoding.isZstd(List.of(accepted))).isEqualTo(zstd);
    }

    @Test
    void everyFieldCounts() {
        assertThat(ContentCoding.isZstd(List.of("zstd", "gzip"))).isFalse();
        assertThat(ContentCoding.isZstd(List.of("br", "zstd"))).isTrue();
        assertThat(ContentCoding.isZstd(List.of())).isFalse();
    }
}
