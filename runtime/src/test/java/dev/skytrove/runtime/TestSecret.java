package dev.skytrove.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TestSecret {
    @Test
    void isNeverPrinted() {
        Secret secret = new Secret("swordfish");

        assertThat(secret).hasToString("***").isEqualTo(new Secret("swordfish")).isNotEqualTo(new Secret("trout"));
        assertThat(secret.reveal()).isEqualTo("swordfish");
    }

    @Test
    void urlThatIsNoneIsMaskedToo() {
        assertThat(SecretRedactor.redactUrl("redis://:sword fish@host")).isEqualTo("redis://***@host");
        assertThat(SecretRedactor.redactUrl("redis://host:6379")).isEqualTo("redis://host:6379");
    }

    @ParameterizedTest
    @CsvSource({
        "redis://:swordfish@10.0.0.2:6379/1, redis://***@10.0.0.2:6379/1",
        "redis://user:sword@fish/x@host, redis://***@host",
        "cannot connect to redis://:swordfish@host now, cannot connect to redis://***@host now",
        "s3://bucket/prefix, s3://bucket/prefix",
        "me@example.org, me@example.org"
    })
    void userInfoOfUrlsIsMasked(String text, String redacted) {
        assertThat(SecretRedactor.of(Map.of()).redact(text)).isEqualTo(redacted);
    }
}
