package dev.skytrove.lake.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TestPathSegment {
    @Test
    void everyKeyReadsBackFromAWellFormedUrl() {
        for (String key : List.of("3mqa22222222h", "pre:fix~1.2-3_", "schlüssel", "a b", "a/b", "a%2Fb", "a?b#c", "😀\0\n\"")) {
            URI url = URI.create("https://bsky.app/post/" + PathSegment.encode(key));

            assertThat(url.getPath()).isEqualTo("/post/" + key);
            assertThat(url.getRawQuery()).isNull();
            assertThat(url.getRawFragment()).isNull();
        }
    }

    @Test
    void whatKeysMayHaveStaysAsItIs() {
        assertThat(PathSegment.encode("did:web:a.example_~-9Z")).isEqualTo("did:web:a.example_~-9Z");
        assertThat(PathSegment.encode("a/b ü")).isEqualTo("a%2Fb%20%C3%BC");
    }
}
