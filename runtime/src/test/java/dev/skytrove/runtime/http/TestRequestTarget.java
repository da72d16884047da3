package dev.skytrove.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TestRequestTarget {
    @ParameterizedTest
    @ValueSource(strings = {"/search", "/search?text=a+b&x=%25%zz%", "/search?text=Caf%C3%A9;", "/%2", "?%F0%9F%99%88"})
    void asciiStaysAsItIs(String target) {
        assertThat(RequestTarget.encoded(target)).contains(target);
    }

    @Test
    void utf8IsPercentEncoded() {
        assertThat(RequestTarget.encoded(received("/search?text=Café 🙈&x"))).contains("/search?text=Caf%C3%A9 %F0%9F%99%88&x");
    }

    @ParameterizedTest
    @ValueSource(strings = {"?text=caf\u00e9", "?text=caf%E9", "?text=%ff", "?text=%C0%80", "?text=%ED%A0%80", "?%C3=a",
            "?text=%C3&b=%A9", "?a\u00c3", "/\u00c3?\u00a9", "?text=%F4%90%80%80"})
    void i6OtherBytesAreRefused(String target) {
        assertThat(RequestTarget.encoded(target)).isEmpty();
    }

    /** As Netty's decoder hands it over. */
    private static String received(String target) {
        return new String(target.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }
}
