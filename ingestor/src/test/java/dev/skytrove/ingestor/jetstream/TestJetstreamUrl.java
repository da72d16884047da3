package dev.skytrove.ingestor.jetstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TestJetstreamUrl {
    @ParameterizedTest
    @CsvSource({
        "wss://host.example/subscribe,wss://host.example/subscribe,host.example",
        "WSS://host.example,wss://host.example/subscribe,host.example",
        "ws://127.0.0.1:6008/,ws://127.0.0.1:6008/,127.0.0.1:6008",
        "wss://host.example:443/a/b?x=1,wss://host.example/a/b?…,host.example",
        "ws://[::1]:80/subscribe,ws://[::1]/subscribe,[::1]",
    })
    void readsWhatOperatorsWrite(String text, String url, String source) {
        assertThat(JetstreamUrl.parse(text)).hasToString(url);
        assertThat(JetstreamUrl.parse(text).source()).isEqualTo(source);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "host.example",
                "https://host.example/subscribe",
                "wss:///subscribe",
                "wss://user:password@host.example/subscribe",
                "wss://host.example/subscribe#now",
                "wss://host.example/subscribe?x=1&cursor=5",
                "wss://host.example/subscribe?compress=true",
                "wss://host example/",
            })
    void refusesAllElse(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> JetstreamUrl.parse(text));
    }

    @Test
    void pathTellsTheWire() {
        JetstreamUrl second = JetstreamUrl.parse("wss://host.example/xrpc/network.bsky.jetstream.subscribeEvents");

        assertThat(JetstreamUrl.parse("wss://host.example/subscribe").wire()).isEqualTo(Wire.V1);
        assertThat(second.wire()).isEqualTo(Wire.V2);
        assertThat(second.source()).isEqualTo("v2:host.example");
        assertThat(second.http("/a")).hasToString("https://host.example/a");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "wss://user:secret@host.example/",
                "wss://user:secret@host example/",
                "wss://host.example/subscribe?key=secret&cursor=5",
                "wss://host.example/subscribe?key=secret value",
                "https://host.example/subscribe?key=secret",
            })
    void errorsDoNotRepeatSecrets(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JetstreamUrl.parse(text))
                .withMessageNotContaining("secret")
                .withNoCause();
    }

    /** Logs say what it prints; servers are asked what was written. */
    @Test
    void doesNotPrintTheQuery() {
        JetstreamUrl url = JetstreamUrl.parse("wss://host.example/subscribe?key=secret");

        assertThat(url.toString()).doesNotContain("secret");
        assertThat(url.query()).isEqualTo("key=secret");
    }
}
