package dev.skytrove.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TestSecretRedactor {
    private static final SecretRedactor NONE = SecretRedactor.of(Map.of());
    /** Far beyond what a linear scan takes, far below what a quadratic one does. */
    private static final Duration LIMIT = Duration.ofSeconds(20);

    @ParameterizedTest
    @ValueSource(strings = {"://", "://x", "://@", ":// ", "a://b@c://", "@", ":/", "\n"})
    void i5LongTextTakesTimeInProportionToItsLength(String unit) {
        String text = unit.repeat((8 << 20) / unit.length());

        Assertions.assertTimeoutPreemptively(LIMIT, () -> {
            assertThat(NONE.redact(text)).hasSizeLessThanOrEqualTo(text.length() * 3);
            assertThat(LogText.of(text, LogLayout.LONGEST, NONE)).hasSizeLessThan(LogLayout.LONGEST + 100);
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "redis://:pa ss wörd@h|said pa ss wörd!|said ***!",
                "redis://:pa ss wörd@h|said pa%20ss%20w%C3%B6rd!|said ***!",
                "redis://:pa ss wörd@h|said pa+ss+w%c3%b6rd!|said ***!",
                "redis://:pa%20ss%2Fword@h|said pa ss/word!|said ***!",
                "redis://:pa%20ss%2Fword@h|said pa%20ss%2fword!|said ***!",
                "redis://user:p#a/s?s@w@h|p#a/s?s@w|***",
                "redis://user:p#a/s?s@w@h|user:p#a/s?s@w|***",
                "redis://user:pass:word@h|pass:word|***",
                "redis://swordfish@h|swordfish|***",
                "redis://:swordfish|swordfish|***",
                "swordfish|swordfish|***",
                "redis://:pass%word@h|pass%word|***",
                "redis://:pass\"word@h|pass\\\"word|***",
                "redis://:swordfish@h|OnN3b3JkZmlzaA==|***",
                "redis://redis.example:6379/2|redis.example:6379|redis.example:6379"
            })
    void secretOfAUrlIsMaskedInEveryForm(String redis, String text, String redacted) {
        assertThat(SecretRedactor.of(Map.of("SKYTROVE_REDIS", redis)).redact(text)).isEqualTo(redacted);
    }

    @Test
    void i5SecretsMayBeLong() {
        String keys = "alice:9f86d081%20,".repeat(10_000);

        assertThat(SecretRedactor.of(Map.of("SKYTROVE_HTTP_ACCESS_KEYS", keys)).redact("said " + keys)).isEqualTo("said ***");
    }

    @Test
    void keysAndTokensAreMaskedWhereverTheyStand() {
        SecretRedactor redactor = SecretRedactor.of(Map.of(
                "AWS_SECRET_ACCESS_KEY", "abc/def+ghi=",
                "AWS_SESSION_TOKEN", "abc/def+ghi=jkl",
                "AWS_ACCESS_KEY_ID", "AKIA123",
                "SKYTROVE_JETSTREAM", "wss://a:b-secret@one/subscribe,wss://u:c-secret@two/subscribe"));

        assertThat(redactor.redact("abc/def+ghi=jkl abc%2Fdef%2Bghi%3D, AKIA123/2026; b-secret c-secret one two"))
                .isEqualTo("*** ***, ***/2026; *** *** one two");
    }

    @Test
    void keysInTheQueryOfAServersUrlAreMasked() {
        String jetstream = "wss://one.example/subscribe?wantedCollections=app.bsky.feed.post&key=sw%C3%B6rd+fish"
                + ",wss://two.example/subscribe?trout-secret";
        SecretRedactor redactor = SecretRedactor.of(Map.of("SKYTROVE_JETSTREAM", jetstream));

        assertThat(redactor.redact(jetstream + " swörd+fish"))
                .isEqualTo("wss://one.example/subscribe?wantedCollections=app.bsky.feed.post&key=***"
                        + ",wss://two.example/subscribe?*** ***");
    }

    @Test
    void whatTerminalsObeyIsShownAsText() {
        String text = "a\u001b[2J\u0007 b\u202Ec \u200bd\u0000 e\u009b1m f\u2028g \uDB40\uDC41h \uD800i\tj";

        assertThat(LogText.of(text, 1_000, NONE))
                .isEqualTo("a\\u001b[2J\\u0007 b\\u202ec \\u200bd\\u0000 e\\u009b1m f\\u2028g \\u{e0041}h \\ud800i\\u0009j");
        assertThat(LogText.of("größer 語 👍", 1_000, NONE)).isEqualTo("größer 語 👍");
    }

    @Test
    void lineBreaksForgeNoLine() {
        assertThat(LogText.of("a\r\n\n2026-07-04 ERROR b\nc", 1_000, NONE)).isEqualTo("a | 2026-07-04 ERROR b | c");
    }

    @Test
    void longTextIsCutAndSaysSo() {
        assertThat(LogText.of("x".repeat(50), 10, NONE)).isEqualTo("xxxxxxxxxx… (cut; 50 characters)");
        assertThat(LogText.of("x".repeat(10), 10, NONE)).isEqualTo("xxxxxxxxxx");
        // What is masked behind the cut must not bring a part of it before the cut.
        SecretRedactor redactor = SecretRedactor.of(Map.of("AWS_SECRET_ACCESS_KEY", "opensesame"));
        assertThat(LogText.of("12345678 opensesame opensesame", 10, redactor)).startsWith("12345678 ***…");
    }
}
