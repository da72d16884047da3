package dev.skytrove.ingestor.jetstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.skytrove.lake.DataSize;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TestSubscribeRequest {
    private static final DataSize SIZE = DataSize.ofMebibytes(8);

    @Test
    void asksForEverythingFromNowOn() {
        SubscribeRequest request = new SubscribeRequest(
                JetstreamUrl.parse("wss://host.example"), new Subscription(List.of(), List.of(), SIZE), 0);

        assertThat(request.uri()).hasToString("wss://host.example/subscribe?maxMessageSizeBytes=8388608");
    }

    @Test
    void asksForWhatIsWantedFromTheCursor() {
        Subscription subscription = new Subscription(
                List.of("app.bsky.feed.post", "app.bsky.graph.*"), List.of("did:plc:a", "did:web:b.example"), SIZE);
        SubscribeRequest request = new SubscribeRequest(
                JetstreamUrl.parse("ws://host.example:99/s?own=1"), subscription, 1_783_175_888_085_434L);

        assertThat(request.uri())
                .hasToString("ws://host.example:99/s?own=1"
                        + "&wantedCollections=app.bsky.feed.post&wantedCollections=app.bsky.graph.*"
                        + "&wantedDids=did%3Aplc%3Aa&wantedDids=did%3Aweb%3Ab.example"
                        + "&maxMessageSizeBytes=8388608&cursor=1783175888085434");
    }

    @Test
    void refusesMoreThanServersAccept() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Subscription(Collections.nCopies(101, "a.b.c"), List.of(), SIZE));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Subscription(List.of(), Collections.nCopies(10_001, "did:plc:a"), SIZE));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Subscription(List.of(), List.of(), new DataSize(1)));
    }
}
