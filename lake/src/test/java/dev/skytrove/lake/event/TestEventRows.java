package dev.skytrove.lake.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skytrove.lake.HourKey;
import dev.skytrove.lake.Table;
import dev.skytrove.lake.schema.Column;
import dev.skytrove.lake.schema.TableSchemas;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TestEventRows {
    private static final Instant RECEIVED = Instant.parse("2026-07-05T00:00:00Z");
    private final EventRows rows = new EventRows();

    @Test
    void i7PostBecomesTheRowThatIsDocumented() throws MalformedEventException {
        EventRow row = rows.parse(Frames.fullPost(), RECEIVED);
        Map<String, String> written = new LinkedHashMap<>();
        for (Column column : TableSchemas.columns(Table.POSTS)) {
            written.put(column.name(), shown(column, row.record().get(column.name())));
        }

        assertThat(row.table()).isEqualTo(Table.POSTS);
        assertThat(row.hour()).isEqualTo(HourKey.of(Instant.parse("2026-07-04T14:00:00Z")));
        assertThat(List.copyOf(written.entrySet())).containsExactlyElementsOf(DocumentedPost.row().entrySet());
        assertThat(row.record().get("raw_data").toString())
                .startsWith("{\"$type\":\"app")
                .contains(",\"text\":null,")
                .endsWith("}]}}}");
    }

    private static String shown(Column column, Object value) {
        return switch (column.type()) {
            case TIME -> '`' + Instant.EPOCH.plus((Long) value, ChronoUnit.MICROS).toString() + '`';
            case TEXT, TEXTS, INTEGER, BIGINT, DOUBLE, FLAG ->
                column.name().equals("raw_data") ? "the record, with `null` in place of its text" : "`" + value + '`';
        };
    }

    /** A column that is declared and never filled would pass every other test. */
    @Test
    void everyColumnOfEveryTableIsFilled() throws MalformedEventException {
        Map<Table, Set<String>> filled = new EnumMap<>(Table.class);
        for (byte[] frame : Frames.ofEveryTable()) {
            EventRow row = rows.parse(frame, RECEIVED);
            filled.computeIfAbsent(row.table(), table -> new HashSet<>()).addAll(filled(row.record()));
        }

        assertThat(filled).containsOnlyKeys(EventTables.ALL.toArray(Table[]::new));
        filled.forEach((table, columns) -> assertThat(columns)
                .as(table.label())
                .containsExactlyInAnyOrderElementsOf(names(TableSchemas.of(table))));
    }

    @Test
    void emptyPostHasItsKeyAndEmptyLists() throws MalformedEventException {
        GenericRecord post = row(Frames.post("{}"));

        assertRow(post, "text", null);
        assertRow(post, "created_at", null);
        assertRow(post, "sort_at", Frames.TIME_US);
        assertRow(post, "embed_type", null);
        assertRow(post, "image_count", 0);
        assertRow(post, "has_video", false);
        for (String list : List.of("langs", "link_uris", "hashtags", "mention_dids", "self_labels")) {
            assertRow(post, list, List.of());
        }
        assertRow(post, "raw_data", "{}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'$type':'app.bsky.embed.images','images':[{},{},{}]}|3|false||",
                "{'$type':'app.bsky.embed.images','images':[1,null,{}]}|1|false||",
                "{'$type':'app.bsky.embed.video','video':{}}|0|true||",
                "{'$type':'app.bsky.embed.external','external':{'uri':'https://a'}}|0|false||https://a",
                "{'$type':'app.bsky.embed.record','record':{'uri':'at://q'}}|0|false|at://q|",
                "{'$type':'app.bsky.embed.recordWithMedia','record':{'record':{'uri':'at://q'}},'media':"
                        + "{'$type':'app.bsky.embed.video'}}|0|true|at://q|",
                "{'$type':'app.bsky.embed.recordWithMedia','record':{'record':{'uri':'at://q'}},"
                        + "'media':{'$type':'app.bsky.embed.external','external':{'uri':'https://a'}}}"
                        + "|0|false|at://q|https://a",
                "{'$type':'app.bsky.embed.other','images':[{}],'record':{'uri':'at://q'}}|0|false||",
                "{'images':[{}]}|0|false||",
                "[]|0|false||"
            })
    void embedsAreToldByTheirType(String embed, int images, boolean video, String quote, String link)
            throws MalformedEventException {
        GenericRecord post = row(Frames.post("{'embed':" + embed + "}"));

        assertRow(post, "image_count", images);
        assertRow(post, "has_video", video);
        assertRow(post, "quote_uri", quote);
        assertRow(post, "link_uris", link == null ? List.of() : List.of(link));
    }

    @Test
    void listsAreDistinctInOrderOfAppearance() throws MalformedEventException {
        GenericRecord post = row(
                Frames.post(
                        """
                        {'embed':{'$type':'app.bsky.embed.external','external':{'uri':'b'}},'tags':['y','x'],'facets':[\
                        {'features':[{'$type':'app.bsky.richtext.facet#link','uri':'c'},\
                        {'$type':'app.bsky.richtext.facet#tag','tag':'#x'}]},{'features':[\
                        {'$type':'app.bsky.richtext.facet#link','uri':'a'},\
                        {'$type':'app.bsky.richtext.facet#link','uri':'c'}]}]}"""));

        assertRow(post, "link_uris", List.of("c", "a", "b"));
        assertRow(post, "hashtags", List.of("x", "y"));
    }

    /** What is a stranger's may be of any type in any place. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "true",
                "-1.5e300",
                "'text'",
                "[]",
                "{}",
                "[[[{}]]]",
                "[1,'a',null,{}]",
                "{'uri':{},'root':[],'values':7}"
            })
    void i6WrongTypesAreAsGoodAsAbsent(String any) throws MalformedEventException {
        for (String field : List.of("createdAt", "reply", "embed", "facets", "labels", "subject", "via")) {
            String record = "{'%s':%s}".formatted(field, any);
            for (String collection : List.of("feed.post", "feed.like", "graph.follow", "actor.profile", "x.y")) {
                GenericRecord row = row(Frames.commit("app.bsky." + collection, "create", record));
                assertThat(GenericData.get().validate(row.getSchema(), row)).isTrue();
            }
        }
        GenericRecord row = row(Frames.post(
                """
                {'text':%1$s,'langs':[%1$s],'tags':%1$s,'reply':{'root':%1$s,'parent':{'uri':%1$s}},\
                'labels':{'values':[%1$s,{'val':%1$s}]},'facets':[%1$s,{'features':%1$s},{'features':[%1$s,\
                {'$type':%1$s},{'$type':'app.bsky.richtext.facet#tag','tag':%1$s}]}],'embed':{'$type':\
                'app.bsky.embed.recordWithMedia','record':{'record':%1$s},'media':{'$type':'app.bsky.embed.images',\
                'images':%1$s}}}"""
                        .formatted(any)));
        assertThat(GenericData.get().validate(row.getSchema(), row)).isTrue();
    }

    @Test
    void textsKeepEverythingButHalfSurrogates() throws MalformedEventException {
        String emoji = "👩‍👩‍👧".repeat(170);
        GenericRecord post =
                row(Frames.post("{'text':'a\\u0000b\\ud83dc\\u202e\\u2066d\\n" + emoji + "','langs':['\\udc00']}"));

        assertRow(post, "text", "a\0b\uFFFDc\u202E\u2066d\n" + emoji);
        assertRow(post, "langs", List.of("\uFFFD"));
        assertThat(post.get("raw_data").toString()).contains("a\\u0000b\\ud83dc\\u202e");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "tag|tag",
                "#tag|tag",
                "＃超学校|超学校",
                "##x|x",
                "` # x `|x",
                "`\u3000\u200b#\u00a0x y\u2060`|x y",
                "#️⃣|#️⃣",
                "##⃣|#⃣",
                "a#b|a#b",
                "#|``",
                "＃ #|``",
                "``|``",
                "`\u200b`|``"
            })
    void hashtagsAreNamesWithoutTheirSign(String tag, String name) throws MalformedEventException {
        GenericRecord post = row(Frames.post(
                """
                {'tags':['%1$s','first'],'facets':[{'features':[{'$type':'app.bsky.richtext.facet#tag','tag':'%1$s'},\
                {'$type':'app.bsky.richtext.facet#tag','tag':'first'}]}]}"""
                        .formatted(tag)));

        assertRow(post, "hashtags", name.isEmpty() ? List.of("first") : List.of(name, "first"));
    }

    /** What a column is made of lies near; what lies deep beside it is only kept. */
    @Test
    void i1DeepRecordsHaveTheirColumnsAndAllOfTheirBytes() throws MalformedEventException {
        String deep = "{'a':[".repeat(500_000) + "]}".repeat(500_000);
        String content = "'text':'deep','tags':['x'],'reply':{'root':{'uri':'at://root','deep':%1$s}}".formatted(deep);
        GenericRecord post = row(Frames.post("{" + content + ",'deep':" + deep + "}"), Table.POSTS);
        GenericRecord other = row(Frames.commit("com.example.tree", "create", "{'tree':" + deep + "}"), Table.OTHERS);

        assertRow(post, "text", "deep");
        assertRow(post, "hashtags", List.of("x"));
        assertRow(post, "reply_root_uri", "at://root");
        assertThat(post.get("raw_data").toString()).hasSize(content.length() - "'deep'".length() + "null".length() + deep.length() + 10);
        assertRow(other, "raw_data", ("{'tree':" + deep + "}").replace('\'', '"'));
    }

    @Test
    void namesAreFoundHoweverTheyAreWritten() throws MalformedEventException {
        GenericRecord post = row(Frames.post("{'\\ud83d\\udc4d':{'\\ud83d':1},'\\u0074ext':'found','text\\udc4d':'other'}"));

        assertRow(post, "text", "found");
    }

    @Test
    void rawDataIsTheRecordByteForByte() throws MalformedEventException {
        String record = "{ \"b\" : 1.00 ,\n\t\"é\":\"\\/\\u00e9\", \"b\":[ ]  }";
        byte[] frame = new String(Frames.post("RECORD"), StandardCharsets.UTF_8)
                .replace("RECORD", " " + record + " ")
                .getBytes(StandardCharsets.UTF_8);

        assertRow(row(frame), "raw_data", record);
    }

    /** Of so many fields the places are not kept. */
    @Test
    void fieldsAreFoundAmongAnyNumber() throws MalformedEventException {
        StringBuilder many = new StringBuilder("'text':'first'");
        for (int i = 0; i < 1000; i++) {
            many.append(",'x").append(i).append("':'text'");
        }
        GenericRecord between = row(Frames.post("{" + many + ",'text':'last','langs':['en'],'y':0}"));
        GenericRecord before = row(Frames.post("{" + many + "}"));

        assertRow(between, "text", "last");
        assertRow(between, "langs", List.of("en"));
        assertRow(between, "embed_type", null);
        assertRow(before, "text", "first");
    }

    @Test
    void lastOfTwoFieldsCounts() throws MalformedEventException {
        GenericRecord post = row(
                Frames.frame(
                        """
                        {'commit':{'record':{'text':'first'}},'did':'d','commit':{'record':{'text':'second'},\
                        'record':{'text':'third','text':'fourth'},'rev':'r','collection':'app.bsky.feed.post',\
                        'operation':'create','rkey':'k'},'time_us':1783175888085434,'kind':'commit'}"""));

        assertRow(post, "text", "fourth");
        assertRow(post, "cid", null);
    }

    @Test
    void reactionsAndRelationsKeepTheirSubject() throws MalformedEventException {
        String subject = "{'subject':{'uri':'at://post'},'via':{'uri':'at://via'},'createdAt':'1970-01-01'}";
        GenericRecord like = row(Frames.commit("app.bsky.feed.like", "create", subject));
        GenericRecord block = row(Frames.commit("app.bsky.graph.block", "create", "{'subject':'did:plc:bob'}"));

        assertRow(like, "subject_uri", "at://post");
        assertRow(like, "via_uri", "at://via");
        assertRow(like, "created_at", 0L);
        assertRow(block, "blocker_did", "did:plc:alice");
        assertRow(block, "blocked_did", "did:plc:bob");
    }

    @Test
    void accountsTellHandleOrStatus() throws MalformedEventException {
        GenericRecord identity = row(Frames.account("identity", "{'handle':'alice.test','seq':7}"));
        GenericRecord account = row(Frames.account(
                "account", "{'active':false,'status':'deleted','seq':8,'time':'2026-07-04T14:38:07.877Z'}"));

        assertRow(identity, "kind", "identity");
        assertRow(identity, "handle", "alice.test");
        assertRow(identity, "active", null);
        assertRow(identity, "seq", 7L);
        assertRow(account, "active", false);
        assertRow(account, "status", "deleted");
        assertRow(account, "event_at", micros("2026-07-04T14:38:07.877Z"));
    }

    @Test
    void whatHasNoTableKeepsItsJson() throws MalformedEventException {
        String record = "{'createdAt':'2026-07-04T14:38Z','x':{'y':[1]}}";
        byte[] foreign = Frames.commit("com.example.thing", "update", record);
        byte[] merge = Frames.commit("app.bsky.feed.post", "merge", "{}");
        byte[] news = Frames.account("news", "{'seq':1}");

        assertRow(row(foreign), "operation", "update");
        assertRow(row(foreign), "created_at", micros("2026-07-04T14:38:00Z"));
        assertRow(row(foreign), "raw_data", "{\"createdAt\":\"2026-07-04T14:38Z\",\"x\":{\"y\":[1]}}");
        assertRow(row(merge), "operation", "merge");
        assertRow(row(merge), "uri", "at://did:plc:alice/app.bsky.feed.post/3key");
        assertRow(row(merge), "raw_data", new String(merge, StandardCharsets.UTF_8));
        assertRow(row(news), "operation", "news");
        assertRow(row(news), "author_did", "did:plc:alice");
        assertRow(row(news), "uri", null);
        assertRow(row(news), "raw_data", new String(news, StandardCharsets.UTF_8));
    }

    private GenericRecord row(byte[] frame) throws MalformedEventException {
        return rows.parse(frame, RECEIVED).record();
    }

    /** Also of one that is too large for that table now. */
    private GenericRecord row(byte[] frame, Table table) throws MalformedEventException {
        return rows.parse(frame, table, RECEIVED).record();
    }

    private static void assertRow(GenericRecord row, String column, Object value) {
        assertThat(row.get(column)).as(column).isEqualTo(value);
    }

    private static long micros(String instant) {
        return Math.multiplyExact(Instant.parse(instant).toEpochMilli(), 1000);
    }

    private static List<String> filled(GenericRecord row) {
        return names(row.getSchema()).stream()
                .filter(column -> row.get(column) != null)
                .toList();
    }

    private static List<String> names(Schema schema) {
        return schema.getFields().stream().map(Schema.Field::name).toList();
    }
}
