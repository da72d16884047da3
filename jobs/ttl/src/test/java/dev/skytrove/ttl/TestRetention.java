package dev.skytrove.ttl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.skytrove.lake.Table;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TestRetention {
    @Test
    void tablesHaveDays() {
        assertThat(Retention.parse("likes=90d, reposts=365d").byTable())
                .isEqualTo(Map.of(Table.LIKES, Duration.ofDays(90), Table.REPOSTS, Duration.ofDays(365)));
    }

    @Test
    void nothingKeepsEverything() {
        assertThat(Retention.parse("").byTable()).isEmpty();
        assertThat(Retention.parse(" ").byTable()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"likes", "likes=", "likes=0d", "likes=90", "likes=1h", "=90d", "nothing=90d", "likes=1d,likes=2d", ","})
    void otherFormsAreRefusedByName(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Retention.parse(text))
                .withMessageStartingWith("SKYTROVE_TTL_RETENTION is wrong: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"deletes=90d", "accounts=90d", "oversized=90d"})
    void i4WhatHidesPostsMustStay(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Retention.parse(text))
                .withMessageContaining("must stay");
    }
}
