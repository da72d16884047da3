package dev.skytrove.lake.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.skytrove.lake.HourKey;
import dev.skytrove.lake.Table;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TestEventHeader {
    private static final String LIKE =
            """
            {"did":"did:plc:a","time_us":1783175888085434,"kind":"commit","commit":{"rev":"3rev","operation":"create",\
            "collection":"app.bsky.feed.like","rkey":"3key","record":{"subject":{"uri":"at://b"}},"cid":"bafy"}}""";

    @Test
    void readsWhatTheIngestorNeeds() throws MalformedEventException {
        EventHeader header = parse(LIKE);

        assertThat(header)
                .isEqualTo(new EventHeader(
                        Table.LIKES,
                        "commit",
                        "did:plc:a",
                        1_783_175_888_085_434L,
                        "app.bsky.feed.like",
                        "3key",
                        "3rev",
                        "create",
                        -1,
                        header.fingerprint()));
        assertThat(header.indexedAt()).isEqualTo(Instant.parse("2026-07-04T14:38:08.085434Z"));
        assertThat(header.hour()).isEqualTo(HourKey.of(Instant.parse("2026-07-04T14:00:00Z")));
    }

    @Test
    void recordingGoesToItsTables() throws MalformedEventException {
        Map<Table, Integer> counts = new EnumMap<>(Table.class);
        for (byte[] frame : Recording.frames()) {
            counts.merge(EventHeader.parse(frame).table(), 1, Integer::sum);
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
        EventHeader identity = EventHeader.parse(Frames.account("identity", "{'seq':7}"));
        EventHeader account = EventHeader.parse(Frames.account("account", "{'active':true,'seq':7}"));

        assertThat(identity.table()).isEqualTo(Table.ACCOUNTS);
        assertThat(identity.seq()).isEqualTo(7);
        assertThat(account.fingerprint()).isNotEqualTo(identity.fingerprint());
        assertThat(EventHeader.parse(Frames.account("account", "{'seq':" + Long.MAX_VALUE + "}")).seq())
                .isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void unknownKindsAreKept() throws MalformedEventException {
        EventHeader header = parse("{'kind':'news','time_us':1783175888085434}");

        assertThat(header.table()).isEqualTo(Table.OTHERS);
        assertThat(header.did()).isEmpty();
        assertThat(header.fingerprint())
                .isNotEqualTo(parse("{'kind':'news','time_us':1783175888085435}").fingerprint());
    }

    @Test
    void theLastOfTwoFieldsCounts() throws MalformedEventException {
        EventHeader header = parse(LIKE.replace("{\"did\"", "{\"did\":5,\"commit\":{\"rev\":\"older\"},\"did\""));

        assertThat(header.did()).isEqualTo("did:plc:a");
        assertThat(header.rev()).isEqualTo("3rev");
        assertThat(reasonFor(LIKE.substring(0, LIKE.length() - 1) + ",\"commit\":null}"))
                .isEqualTo(MalformedReason.MISSING_COMMIT);
    }

    /** Fingerprints are persisted: these values, calculated apart from the class, never change. */
    @Test
    void i2FingerprintIsTheSameForever() throws MalformedEventException {
        assertThat(parse(LIKE).fingerprint()).isEqualTo(3_896_483_784_887_287_809L);
        assertThat(Fingerprint.ofAccount("did:plc:a", "account", 31_527_015_471L))
                .isEqualTo(-315_148_210_456_543_539L);
        assertThat(Fingerprint.ofBytes("{\"kind\":\"news\"}".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(5_358_747_339_342_834_572L);
    }

    @Test
    void i2FingerprintKeepsFieldsApart() {
        assertThat(Fingerprint.ofCommit("ab", "c", "d", "e", "f"))
                .isNotEqualTo(Fingerprint.ofCommit("a", "bc", "d", "e", "f"));
        assertThat(Fingerprint.ofCommit("did", "c", "k", "r\0", "create"))
                .isNotEqualTo(Fingerprint.ofCommit("did", "c", "k", "r", "create"));
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
                "{'kind':'commit','time_us':946684799999999}|TIME_US_OUT_OF_RANGE",
                "{'kind':'commit','time_us':4102444800000000}|TIME_US_OUT_OF_RANGE",
                "{'kind':'commit','time_us':946684800000000}|MISSING_DID",
                "{'kind':'commit','time_us':946684800000000,'did':''}|MISSING_DID",
                "{'kind':'commit','time_us':946684800000000,'did':'d','commit':[]}|MISSING_COMMIT",
                "{'kind':'commit','time_us':946684800000000,'did':'d','commit':{}}|MISSING_COLLECTION",
                "{'kind':'account','time_us':946684800000000,'did':'d','account':{'seq':'7'}}|MISSING_SEQ",
                "{'kind':'identity','time_us':946684800000000,'did':'d','account':{'seq':7}}|MISSING_SEQ"
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

    @Test
    void i6NestingIsLimited() {
        String deep = LIKE.replace("\"at://b\"", "[".repeat(300) + "]".repeat(300));

        assertThat(reasonFor(deep)).isEqualTo(MalformedReason.LIMIT_EXCEEDED);
    }

    private static MalformedReason reasonFor(String json) {
        MalformedReason[] reason = new MalformedReason[1];
        assertThatExceptionOfType(MalformedEventException.class)
                .isThrownBy(() -> parse(json))
                .satisfies(e -> reason[0] = e.reason());
        return reason[0];
    }

    private static EventHeader parse(String json) throws MalformedEventException {
        return EventHeader.parse(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }
}
