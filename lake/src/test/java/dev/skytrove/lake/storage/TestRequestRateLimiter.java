package dev.skytrove.lake.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skytrove.lake.storage.StubS3.Answer;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TestRequestRateLimiter {
    private static final long MILLI = 1_000_000;

    @Test
    void requestsThatComeAtOnceHaveTheirTurnsApart() {
        RequestRateLimiter pace = new RequestRateLimiter(500, 0);

        assertThat(pace.turn(0)).isEqualTo(2 * MILLI);
        assertThat(pace.turn(MILLI)).isEqualTo(4 * MILLI);
        assertThat(pace.turn(MILLI)).isEqualTo(6 * MILLI);
        assertThat(pace.turn(100 * MILLI)).as("who comes later does not wait").isEqualTo(100 * MILLI);
        assertThat(pace.turn(100 * MILLI)).as("nor is what was not used saved up").isEqualTo(102 * MILLI);
    }

    @Test
    void everyRequestOfAStoreWaits() throws Exception {
        Map<String, String> environment;
        try (StubS3 stub = new StubS3(new Answer(200, ""))) {
            environment = new HashMap<>(stub.environment());
            environment.put("SKYTROVE_S3_REQUESTS", "20");
            long begun = System.nanoTime();
            try (ObjectStore store = ObjectStores.open("s3://bucket/prefix", environment)) {
                for (int i = 0; i < 9; i++) {
                    store.put("a", new byte[1]);
                }
            }
            assertThat(System.nanoTime() - begun).isGreaterThanOrEqualTo(400 * MILLI);
            assertThat(stub.requests()).hasSize(9);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "many", "1000001", ""})
    void i6OtherNumbersAreRefused(String number) {
        Map<String, String> environment = Map.of(
                "AWS_ACCESS_KEY_ID", "someone", "AWS_SECRET_ACCESS_KEY", "swordfish", "SKYTROVE_S3_REQUESTS", number);
        if (number.isEmpty()) {
            assertThat(S3Settings.of(environment).requestsPerSecond()).isEqualTo(750);
        } else {
            assertThatThrownBy(() -> ObjectStores.check("s3://bucket", environment))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("SKYTROVE_S3_REQUESTS");
        }
    }
}
