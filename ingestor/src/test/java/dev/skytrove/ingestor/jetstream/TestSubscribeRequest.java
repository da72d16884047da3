package dev.skytrove.ingestor.jetstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.skytrove.ingestor.source.StartAt;
import dev.skytrove.lake.DataSize;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class TestSubscribeRequest {
    private static final DataSize SIZE = DataSize.ofMebibytes(8);
    private static final StartAt CURSOR = new StartAt.Time(1_783_175_888_085_434L);

    @Test
    void asksForEverythingFromNowOn() {
        SubscribeRequest request = new SubscribeRequest(
                JetstreamUrl.parse("wss://host.example"), new Subscription(List.of(), List.of(), SIZE), new StartAt.Now(), Optional.empty());

        assertThat(request.uri()).hasToString("wss://host.example/subscribe?maxMessageSizeBytes=8388608");
    }

    @Test
    void asksForWhatIsWantedFromTheCursor() {
        Subscription subscription = new Subscription(
                List.of("app.bsky.feed.post", "app.bsky.graph.*"), List.of("did:plc:a", "did:web:b.example"), SIZE);
        SubscribeRequest request = new SubscribeRequest(
                JetstreamUrl.parse("ws://host.example:99/s?own=1"), subscription, CURSOR, Optional.empty());

        assertThat(request.uri())
                .hasToString("ws://host.example:99/s?own=1"
                        + "&wantedCollections=app.bsky.feed.post&wantedCollections=app.bsky.graph.*"
                        + "&wantedDids=did%3Aplc%3Aa&wantedDids=did%3Aweb%3Ab.example"
                        + "&maxMessageSizeBytes=8388608&cursor=1783175888085434");
    }

    @Test
    void asksTheSecondWireInItsOwnWords() {
        Subscription subscription = new Subscription(List.of("app.bsky.feed.post"), List.of("did:plc:a"), SIZE);
        JetstreamUrl url = JetstreamUrl.parse("ws://host.example/xrpc/network.bsky.jetstream.subscribeEvents");
        SubscribeRequest byNumber =
                new SubscribeRequest(url, subscription, new StartAt.Sequence(42), Optional.empty());
        SubscribeRequest byTime = new SubscribeRequest(url, subscription, CURSOR, Optional.empty());

        assertThat(byNumber.uri())
                .hasToString("ws://host.example/xrpc/network.bsky.jetstream.subscribeEvents"
                        + "?collections=app.bsky.feed.post&dids=did%3Aplc%3Aa&maxMessageSizeBytes=8388608&cursor=42");
        assertThat(byTime.uri().getQuery()).endsWith("&cursor=1783175888085434");
    }

    @Test
    void asksForCompressionWithADictionary() throws IOException {
        ZstdDictionary dictionary = Samples.dictionary();
        Subscription everything = new Subscription(List.of(), List.of(), SIZE);
        for (String[] wire : new String[][] {
            {"/subscribe", "compress=true"},
            {"/xrpc/network.bsky.jetstream.subscribeEvents", "zstdDictionary=" + dictionary.id()}
        }) {
            JetstreamUrl url = JetstreamUrl.parse("ws://host.example" + wire[0]);
            SubscribeRequest request =
                    new SubscribeRequest(url, everything, new StartAt.Now(), Optional.of(dictionary));

            assertThat(request.uri().getQuery()).isEqualTo("maxMessageSizeBytes=8388608&" + wire[1]);
        }
    }

    @Test
    void firstWireHasNoNumbers() {
        Subscription everything = new Subscription(List.of(), List.of(), SIZE);
        JetstreamUrl url = JetstreamUrl.parse("ws://host.example");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SubscribeRequest(url, everything, new StartAt.Sequence(1), Optional.empty()));
        assertThatIllegalArgumentException().isThrownBy(() -> new StartAt.Time(0));
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
