package dev.skytrove.lake.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.skytrove.lake.ByteSlice;
import dev.skytrove.lake.Table;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TestEventHeader {
    private static final String LIKE =
            """
            {"did":"did:plc:a","time_us":1783175888085434,"kind":"commit","commit":{"rev":"3rev","operation":"create",\
            "collection":"app.bsky.feed.like","rkey":"3key","record":{"subject":{"uri":"at://b"}},"cid":"bafy"}}""";

    @Test
    void readsWhatTheIngestorNeeds() throws MalformedEventException {
        EventHeader header = parse(LIKE);

        assertThat(header)
                .isEqualTo(new EventHeader(Table.LIKES, 1_783_175_888_085_434L, "create", header.fingerprint()));
    }

    @Test
    void recordingGoesToItsTables() throws MalformedEventException {
        Map<Table, Integer> counts = new EnumMap<>(Table.class);
        for (byte[] frame : Recording.frames()) {
            counts.merge(EventHeader.parse(ByteSlice.of(frame)).table(), 1, Integer::sum);
        }

        assertThat(counts)
                .isEqualTo(Map.of(
                        Table.LIKES, 69,
                        Table.POSTS, 14,
                        Table.REPOSTS, 9,
                        Table.FOLLOWS, 3,
                        Table.BLOCKS, 1,
                        Table.OTHERS, 2,
                        Table.DELETES, 2,
                        Table.ACCOUNTS, 2));
    }

    @ParameterizedTest
    @CsvSource({
        "app.bsky.feed.post,create,POSTS",
        "app.bsky.feed.post,update,POSTS",
        "app.bsky.feed.post,delete,DELETES",
        "app.bsky.feed.post,merge,OTHERS",
        "app.bsky.feed.repost,create,REPOSTS",
        "app.bsky.graph.follow,create,FOLLOWS",
        "app.bsky.graph.block,create,BLOCKS",
        "app.bsky.actor.profile,update,PROFILES",
        "fm.teal.alpha.actor.status,delete,DELETES",
        "fm.teal.alpha.actor.status,update,OTHERS"
    })
    void commitsAreRoutedByCollectionAndOperation(String collection, String operation, Table table)
            throws MalformedEventException {
        String event = LIKE.replace("app.bsky.feed.like", collection).replace("create", operation);

        assertThat(parse(event).table()).isEqualTo(table);
    }

    @Test
    void accountsAreKnownByKindAndSeq() throws MalformedEventException {
        EventHeader identity = parse(Frames.account("identity", "{'seq':7}"));
        EventHeader account = parse(Frames.account("account", "{'active':true,'seq':7}"));

        assertThat(identity.table()).isEqualTo(Table.ACCOUNTS);
        assertThat(account.fingerprint())
                .isNotEqualTo(identity.fingerprint())
                .isEqualTo(parse(Frames.account("account", "{'active':false,'seq':7}")).fingerprint())
                .isNotEqualTo(parse(Frames.account("account", "{'seq':" + Long.MAX_VALUE + "}")).fingerprint());
    }

    /** A relay that begins anew counts from its beginning, too. */
    @ParameterizedTest
    @ValueSource(strings = {"account", "identity", "sync"})
    void i1SameSeqAtAnotherTimeIsAnotherEvent(String kind) throws MalformedEventException {
        String event = "{'seq':7,'time':'2026-07-04T14:38:08.08543%sZ','active':%s}";

        long fingerprint = parse(Frames.account(kind, event.formatted(4, true))).fingerprint();

        assertThat(parse(Frames.account(kind, event.formatted(5, false))).fingerprint()).isNotEqualTo(fingerprint);
        assertThat(parse(Frames.account(kind, event.formatted("4+00:00", true).replace("Z", "")))
                        .fingerprint())
                .isEqualTo(fingerprint);
    }

    @Test
    void unknownKindsAreKept() throws MalformedEventException {
        EventHeader header = parse("{'kind':'news','time_us':1783175888085434}");

        assertThat(header.table()).isEqualTo(Table.OTHERS);
        assertThat(header.fingerprint())
                .isNotEqualTo(parse("{'kind':'news','time_us':1783175888085435}").fingerprint());
    }

    @Test
    void theLastOfTwoFieldsCounts() throws MalformedEventException {
        EventHeader header = parse(LIKE.replace("{\"did\"", "{\"did\":5,\"commit\":{\"rev\":\"older\"},\"did\""));

        assertThat(header).isEqualTo(parse(LIKE));
        assertThat(reasonFor(LIKE.substring(0, LIKE.length() - 1) + ",\"commit\":null}"))
                .isEqualTo(MalformedReason.MISSING_COMMIT);
    }

    @Test
    void i2FingerprintKeepsFieldsApart() throws MalformedEventException {
        String shifted = LIKE.replace("app.bsky.feed.like", "app.bsky.feed.lik").replace("3key", "e3key");
        String longer = LIKE.replace("3rev", "3rev\\u0000");

        assertThat(List.of(LIKE, shifted, longer, LIKE.replace("3rev", "3ver")))
                .extracting(json -> parse(json).fingerprint())
                .doesNotHaveDuplicates();
    }

    /** Who sees no number that it could read must not miss that the account is hidden. */
    @ParameterizedTest
    @ValueSource(strings = {"'7'", "7.5", "-7", "null", "1000000000000000000000000000000"})
    void i4AccountEventWithoutANumberCounts(String seq) throws MalformedEventException {
        String json = "{'kind':'account','time_us':946684800000000,'did':'d','account':{'active':false,'seq':SEQ}}"
                .replace("SEQ", seq)
                .replace('\'', '"');
        EventHeader header = parse(json);

        assertThat(header.table()).isEqualTo(Table.ACCOUNTS);
        assertThat(header.fingerprint()).isNotEqualTo(parse(json.replace("false", "true")).fingerprint());
    }

    @ParameterizedTest
    @CsvSource({"\\u0064id:plc:a", "did:plc:\\u0061", "\\u0064\\u0069\\u0064:plc:a"})
    void i2FingerprintIsThatOfTheTextHoweverItIsWritten(String did) throws MalformedEventException {
        assertThat(parse(LIKE.replace("did:plc:a", did))).isEqualTo(parse(LIKE));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "``|INVALID_JSON",
                "{|INVALID_JSON",
                "{} {}|INVALID_JSON",
                "{'kind':NaN}|INVALID_JSON",
                "[]|NOT_AN_OBJECT",
                "7|NOT_AN_OBJECT",
                "{}|MISSING_KIND",
                "{'kind':7}|MISSING_KIND",
                "{'kind':'commit'}|MISSING_TIME_US",
                "{'kind':'commit','time_us':1.5}|MISSING_TIME_US",
                "{'kind':'commit','time_us':99999999999999999999}|MISSING_TIME_US",
                "{'kind':'commit','time_us':-1}|MISSING_DID",
                "{'kind':'commit','time_us':4102444800000000}|MISSING_DID",
                "{'kind':'commit','time_us':946684800000000,'did':''}|MISSING_DID",
                "{'kind':'commit','time_us':946684800000000,'did':'d','commit':[]}|MISSING_COMMIT",
                "{'kind':'commit','time_us':946684800000000,'did':'d','commit':{}}|MISSING_COLLECTION",
                "{'kind':'account','time_us':946684800000000,'did':'d','account':7}|MISSING_OBJECT",
                "{'kind':'identity','time_us':946684800000000,'did':'d','account':{'seq':7}}|MISSING_OBJECT"
            })
    void i6WhatIsNoEventIsRefusedWithItsReason(String json, MalformedReason reason) {
        assertThat(reasonFor(json)).isEqualTo(reason);
    }

    @ParameterizedTest
    @CsvSource({
        "rkey,MISSING_RKEY",
        "rev,MISSING_REV",
        "operation,MISSING_OPERATION",
        "collection,MISSING_COLLECTION",
        "record,MISSING_RECORD"
    })
    void i6CommitNeedsAllOfItsKey(String field, MalformedReason reason) {
        assertThat(reasonFor(LIKE.replace("\"" + field + "\"", "\"other\""))).isEqualTo(reason);
    }

    /** On a thread with next to no stack. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {"[|]|1000000", "{'a':|}|300", "{'a':|}|1000000", "[{'a':[|]}]|700000", "{'b':1,'a':[0,|,2],'c':{}}|65"})
    void i1NoDepthIsTooDeep(String open, String close, int depth) throws Exception {
        String event = nested(open, "7", close, depth);
        String unbalanced = nested(open, "7]", close, depth);
        var parsed = CompletableFuture.supplyAsync(
                () -> parseUnchecked(event), task -> new Thread(null, task, "small", 1).start());

        EventHeader like = parse(LIKE);
        Table table = event.length() > EventHeader.LARGEST ? Table.OVERSIZED : like.table();
        assertThat(parsed.get())
                .isEqualTo(new EventHeader(table, like.timeUs(), like.operation(), like.fingerprint()));
        assertThat(reasonFor(unbalanced)).isEqualTo(MalformedReason.INVALID_JSON);
    }

    private static String nested(String open, String inside, String close, int depth) {
        String deep = open.repeat(depth) + inside + close.repeat(depth);
        return LIKE.replace("\"at://b\"", deep.replace('\'', '"'));
    }

    @ParameterizedTest
    @CsvSource({"\\ud83d\\udc4d", "\\uD83D", "\\udc4d\\ud83d", "\\u2764\\ufe0f", "👍"})
    void i1NamesMayBeWrittenInAnyWay(String name) throws MalformedEventException {
        String reactions = "{\"" + name + "\":2}";

        assertThat(parse(LIKE.replace("\"at://b\"", reactions))).isEqualTo(parse(LIKE));
    }

    @Test
    void i1NamesAndNumbersMayBeLong() throws MalformedEventException {
        String reactions = "{\"" + "n".repeat(60_000) + "\":" + "9".repeat(2_000) + "}";

        assertThat(parse(LIKE.replace("\"at://b\"", reactions))).isEqualTo(parse(LIKE));
    }

    private static EventHeader parseUnchecked(String json) {
        try {
            return parse(json);
        } catch (MalformedEventException e) {
            throw new IllegalStateException(e);
        }
    }

    private static MalformedReason reasonFor(String json) {
        MalformedReason[] reason = new MalformedReason[1];
        assertThatExceptionOfType(MalformedEventException.class)
                .isThrownBy(() -> parse(json))
                .satisfies(e -> reason[0] = e.reason());
        return reason[0];
    }

    private static EventHeader parse(String json) throws MalformedEventException {
        return EventHeader.parse(slice(json.replace('\'', '"')));
    }

    private static EventHeader parse(byte[] json) throws MalformedEventException {
        return EventHeader.parse(ByteSlice.of(json));
    }

    private static ByteSlice slice(String json) {
        return ByteSlice.of(json.getBytes(StandardCharsets.UTF_8));
    }
}
