package dev.skytrove.ingestor.jetstream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skytrove.ingestor.source.MessageFault;
import dev.skytrove.lake.ByteSlice;
import dev.skytrove.lake.Table;
import dev.skytrove.lake.event.EventHeader;
import dev.skytrove.lake.event.MalformedEventException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TestV2Frames {
    private static final String TYPE = "network.bsky.jetstream.subscribeEvents#";
    private static final String COMMIT = """
            {"$type":"message","payload":{"$type":"%scommit","cid":"bafy","collection":"app.bsky.feed.like",\
            "did":"did:plc:a","operation":"create","record":{"text":"a \\"b\\" \\u00e9","n":[1,{"x":2.50}]},\
            "rev":"3rev","rkey":"3key","seq":12345,"time":"2026-07-04T14:38:08.085434Z",\
            "witnessedAt":"2026-07-04T14:38:08.085434Z"}}""".formatted(TYPE);

    private final V2Frames frames = new V2Frames();

    @Test
    void commitBecomesThatOfTheFirstWireWithItsRecordByteForByte() {
        Delivery.Event event = event(COMMIT);

        assertThat(text(event.json())).isEqualTo("""
                {"did":"did:plc:a","time_us":1783175888085434,"kind":"commit","commit":{"rev":"3rev",\
                "operation":"create","collection":"app.bsky.feed.like","rkey":"3key",\
                "record":{"text":"a \\"b\\" \\u00e9","n":[1,{"x":2.50}]},"cid":"bafy"}}""");
        assertThat(text(event.raw())).isEqualTo(COMMIT);
        assertThat(event.sequence()).isEqualTo(OptionalLong.of(12_345));
    }

    @Test
    void deleteHasNoRecord() {
        Delivery.Event event = event(message("commit", """
                "collection":"a.b.c","did":"did:plc:a","operation":"delete","rev":"3rev","rkey":"3key","seq":1,\
                "time":"2026-07-04T14:38:08.000000Z\""""));

        assertThat(text(event.json())).isEqualTo("""
                {"did":"did:plc:a","time_us":1783175888000000,"kind":"commit","commit":{"rev":"3rev",\
                "operation":"delete","collection":"a.b.c","rkey":"3key"}}""");
    }

    @ParameterizedTest
    @ValueSource(strings = {"identity", "account", "sync"})
    void otherKindsKeepWhatTheyWrap(String kind) throws MalformedEventException {
        Delivery.Event event = event(message(kind, """
                "did":"did:plc:a","%s":{"did":"did:plc:a","seq":31527015470,"time":"2026-07-04T14:38:07.877Z"},\
                "seq":63,"time":"2026-07-04T14:38:08.384849Z\"""".formatted(kind)));

        assertThat(text(event.json())).isEqualTo("""
                {"did":"did:plc:a","time_us":1783175888384849,"kind":"%s","%s":{"did":"did:plc:a",\
                "seq":31527015470,"time":"2026-07-04T14:38:07.877Z"}}""".formatted(kind, kind));
        assertThat(EventHeader.parse(event.json()).timeUs()).isEqualTo(1_783_175_888_384_849L);
    }

    @Test
    void unknownKindsAndFieldsAreKept() throws MalformedEventException {
        Delivery.Event event = event(message("label", """
                "did":"did:plc:a","label":{"a":1},"new":[true],"seq":7,"time":"2026-07-04T14:38:08.000001Z",\
                "witnessedAt":"2026-07-04T14:38:09.000000Z\""""));

        assertThat(text(event.json())).isEqualTo("""
                {"did":"did:plc:a","time_us":1783175888000001,"kind":"label","label":{"a":1},\
                "payload":{"new":[true],"witnessedAt":"2026-07-04T14:38:09.000000Z"}}""");
        assertThat(EventHeader.parse(event.json()).table()).isEqualTo(Table.OTHERS);
    }

    /** Whatever is JSON is kept as it is written. */
    @Test
    void i1NoDepthOrNameIsTooMuch() throws MalformedEventException {
        String deep = "[".repeat(100_000) + "]".repeat(100_000);
        String record = "{\"\\ud83d\\udc4d\":1,\"\\ud83d\":" + deep + "}";
        Delivery.Event event = event(message("commit", """
                "did":"did:plc:a","operation":"create","collection":"a.b.c","rkey":"k","rev":"r","seq":7,"\\ud83d\\udc4d":"\\ud800",\
                "time":"2026-07-04T14:38:08.000001Z","\\u0072ecord":RECORD,"x":DEEP"""
                .replace("RECORD", record).replace("DEEP", deep)));

        assertThat(text(event.json())).isEqualTo("""
                {"did":"did:plc:a","time_us":1783175888000001,"kind":"commit","commit":{"rev":"r","operation":"create",\
                "collection":"a.b.c","rkey":"k","\\u0072ecord":RECORD},"payload":{"\\ud83d\\udc4d":"\\ud800","x":DEEP}}"""
                .replace("RECORD", record).replace("DEEP", deep));
        assertThat(EventHeader.parse(event.json()).table()).isEqualTo(Table.OVERSIZED);
        assertThat(text(event(message("\\ud800", "\"time\":\"2026-07-04T14:38:08Z\"")).json()))
                .contains("\"kind\":\"\uFFFD\"");
    }

    @Test
    void noticesAreToldFromEvents() {
        Delivery gap = frames.read(bytes(message("info", """
                "message":"starting at seq 9","name":"OutdatedCursor\"""")));
        Delivery error = frames.read(bytes("{\"$type\":\"error\",\"error\":\"ConsumerTooSlow\",\"message\":\"bye\"}"));

        assertThat(gap).isEqualTo(new Delivery.Notice("OutdatedCursor", "starting at seq 9"));
        assertThat(((Delivery.Notice) gap).isGap()).isTrue();
        assertThat(error).isEqualTo(new Delivery.Notice("ConsumerTooSlow", "bye"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{",
                "{}",
                "{\"$type\":\"new\"}",
                "{\"$type\":\"message\"}",
                "{\"$type\":\"message\",\"payload\":7}",
                "{\"$type\":\"message\",\"payload\":{\"$type\":\"without fragment\"}}",
                "{\"$type\":\"message\",\"payload\":{\"$type\":\"a#commit\"}} x",
            })
    void i6AllElseIsGarbage(String json) {
        assertThat(frames.read(bytes(json)))
                .isInstanceOfSatisfying(Delivery.Garbage.class, garbage -> {
                    assertThat(garbage.fault()).isEqualTo(MessageFault.INVALID_ENVELOPE);
                    assertThat(text(garbage.raw())).isEqualTo(json);
                });
    }

    @Test
    void eventWithoutATimeIsForOthersToJudge() {
        assertThat(text(event(message("commit", "\"did\":\"did:plc:a\",\"time\":\"soon\"")).json()))
                .isEqualTo("{\"did\":\"did:plc:a\",\"kind\":\"commit\",\"commit\":{},\"payload\":{\"time\":\"soon\"}}");
    }

    /** {@code -Dskytrove.fuzz.events=1000000} makes it last. */
    @Test
    void i6MutatedFramesNeverMakeItThrow() {
        Random random = new Random(20_260_704);
        int rounds = Integer.getInteger("skytrove.fuzz.events", 20_000);
        for (int i = 0; i < rounds; i++) {
            byte[] frame = bytes(COMMIT);
            for (int change = random.nextInt(4); change >= 0; change--) {
                frame[random.nextInt(frame.length)] = (byte) random.nextInt(256);
            }
            byte[] cut = random.nextInt(8) == 0 ? Arrays.copyOf(frame, random.nextInt(frame.length)) : frame;
            if (frames.read(cut) instanceof Delivery.Event event) {
                try {
                    // Whatever its time: one of the year 1026 is stored under the hour in which it came.
                    assertThat(EventHeader.parse(event.json()).table()).isNotNull();
                } catch (MalformedEventException e) {
                    assertThat(e.reason()).isNotNull();
                }
            }
        }
    }

    private Delivery.Event event(String frame) {
        return (Delivery.Event) frames.read(bytes(frame));
    }

    private static String message(String kind, String fields) {
        return "{\"$type\":\"message\",\"payload\":{\"$type\":\"" + TYPE + kind + "\"," + fields + "}}";
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(ByteSlice bytes) {
        return bytes.text();
    }
}
