package dev.skytrove.testing.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The row that an event must become. */
final class ExpectedRow {
    private static final Pattern UNPAIRED_SURROGATE = Pattern.compile("\\p{Cs}");

    /** Space of every kind around it, and signs before it that are not half of an emoji. */
    private static final Pattern AROUND_A_TAG = Pattern.compile(
            "^([\\s\\p{Z}\u200B\u2060\uFEFF\u00AD]|[#\uFF03](?![\uFE0F\u20E3]))+|[\\s\\p{Z}\u200B\u2060\uFEFF\u00AD]+$");

    private final SentEvent event;
    private final JsonNode commit;
    private final JsonNode record;
    private final Map<String, Object> values = new HashMap<>();

    private ExpectedRow(SentEvent event) {
        this.event = event;
        commit = event.isCommit() ? event.body() : event.body().path("none");
        record = event.record();
    }

    /** The values of an event's row by column; columns that are not named are null. */
    static Map<String, Object> of(SentEvent event, String table) {
        ExpectedRow row = new ExpectedRow(event);
        row.values.put("indexed_at", event.indexedAt());
        switch (table) {
            case "posts" -> row.post();
            case "likes", "reposts" -> row.reaction();
            case "follows" -> row.relation("follower_did", "following_did");
            case "blocks" -> row.relation("blocker_did", "blocked_did");
            case "profiles" -> row.profile();
            case "accounts" -> row.account();
            case "oversized" -> row.oversized();
            case "deletes" -> row.address("author_did", "collection");
            default -> row.other();
        }
        return row.values;
    }

    private void post() {
        address("author_did", "operation");
        values.put("cid", text(commit, "cid"));
        values.put("text", text(record, "text"));
        values.put("text_folded", Folding.stored(text(record, "text")));
        created();
        values.put("sort_at", sortAt());
        values.put("langs", texts(elements(record.path("langs"))));
        values.put("reply_root_uri", text(record.path("reply").path("root"), "uri"));
        values.put("reply_parent_uri", text(record.path("reply").path("parent"), "uri"));
        embed(record.path("embed"));
        values.put("hashtags", hashtags());
        values.put("mention_dids", texts(features("mention", "did")));
        Stream<JsonNode> labels = elements(record.path("labels").path("values"));
        values.put("self_labels", texts(labels.map(label -> label.path("val"))));
        values.put("raw_data", RawJson.without(event.rawRecord(), "text"));
    }

    private void embed(JsonNode embed) {
        boolean withMedia = isOf(embed, "app.bsky.embed.recordWithMedia");
        JsonNode media = withMedia ? embed.path("media") : embed;
        boolean images = isOf(media, "app.bsky.embed.images");
        boolean external = isOf(media, "app.bsky.embed.external");
        JsonNode page = external ? media.path("external").path("uri") : media.path("none");
        values.put("embed_type", text(embed, "$type"));
        values.put("image_count", images ? (int) elements(media.path("images")).count() : 0);
        values.put("has_video", isOf(media, "app.bsky.embed.video"));
        values.put("link_uris", texts(Stream.concat(features("link", "uri"), Stream.of(page))));
        if (isOf(embed, "app.bsky.embed.record")) {
            values.put("quote_uri", text(embed.path("record"), "uri"));
        } else if (withMedia) {
            values.put("quote_uri", text(embed.path("record").path("record"), "uri"));
        }
    }

    private void reaction() {
        address("author_did", "rkey");
        values.put("subject_uri", text(record.path("subject"), "uri"));
        values.put("via_uri", text(record.path("via"), "uri"));
        created();
    }

    private void relation(String from, String to) {
        address(from, "rkey");
        values.put(to, text(record, "subject"));
        created();
    }

    private void profile() {
        values.put("did", wellFormed(event.did()));
        values.put("display_name", text(record, "displayName"));
        values.put("description", text(record, "description"));
        values.put("rev", text(commit, "rev"));
        created();
        values.put("raw_data", RawJson.without(event.rawRecord(), "description"));
    }

    private void account() {
        JsonNode body = event.body();
        values.put("did", wellFormed(event.did()));
        values.put("kind", event.kind());
        values.put("handle", name(body, "handle"));
        values.put("active", body.path("active").isBoolean() ? body.path("active").asBoolean() : null);
        values.put("status", name(body, "status"));
        values.put("seq", SentEvent.isSequence(body.path("seq")) ? body.path("seq").asLong() : 0L);
        values.put("event_at", time(body.path("time")));
    }

    /** What is longer is no name. */
    private static String name(JsonNode object, String name) {
        String text = text(object, name);
        return text == null || text.length() <= 2048 ? text : null;
    }

    private void oversized() {
        values.put("kind", event.kind());
        values.put("size", (long) event.size());
        values.put("operation", event.kind());
        values.put("author_did", event.did().isEmpty() ? null : wellFormed(event.did()));
        if (event.isCommit()) {
            address("author_did", "operation");
            values.put("collection", text(commit, "collection"));
            values.put("cid", text(commit, "cid"));
        }
        values.put("raw_data", event.bringsRecord() ? event.rawRecord() : event.line());
    }

    private void other() {
        if (event.isCommit()) {
            address("author_did", "operation");
            values.put("collection", text(commit, "collection"));
            values.put("cid", text(commit, "cid"));
        } else {
            values.put("author_did", event.did().isEmpty() ? null : wellFormed(event.did()));
            values.put("operation", event.kind());
        }
        if (event.bringsRecord()) {
            created();
        }
        values.put("raw_data", event.bringsRecord() ? event.rawRecord() : event.line());
    }

    /** What every row of a commit has, under the names that its table gives it. */
    private void address(String author, String further) {
        String did = wellFormed(event.did());
        values.put("uri", "at://" + did + "/" + text(commit, "collection") + "/" + text(commit, "rkey"));
        values.put(author, did);
        values.put("rkey", text(commit, "rkey"));
        values.put("rev", text(commit, "rev"));
        values.put(further, text(commit, further));
    }

    private void created() {
        values.put("created_at", time(record.path("createdAt")));
    }

    private Instant sortAt() {
        Instant created = (Instant) values.get("created_at");
        Instant indexed = event.indexedAt();
        boolean believable = created != null
                && !created.isAfter(indexed)
                && !created.isBefore(indexed.minusSeconds(3600));
        return believable ? created : indexed;
    }

    private List<String> hashtags() {
        return texts(Stream.concat(features("tag", "tag"), elements(record.path("tags")))).stream()
                .map(tag -> AROUND_A_TAG.matcher(tag).replaceAll(""))
                .filter(tag -> !tag.isEmpty())
                .distinct()
                .toList();
    }

    private Stream<JsonNode> features(String type, String field) {
        return elements(record.path("facets"))
                .flatMap(facet -> elements(facet.path("features")))
                .filter(feature -> isOf(feature, "app.bsky.richtext.facet#" + type))
                .map(feature -> feature.path(field));
    }

    private static Stream<JsonNode> elements(JsonNode array) {
        return array.isArray() ? StreamSupport.stream(array.spliterator(), false) : Stream.empty();
    }

    private static List<String> texts(Stream<JsonNode> nodes) {
        return nodes.filter(JsonNode::isTextual)
                .map(node -> wellFormed(node.asText()))
                .distinct()
                .toList();
    }

    private static boolean isOf(JsonNode node, String type) {
        return type.equals(node.path("$type").asText());
    }

    private static Instant time(JsonNode node) {
        return node.isTextual() ? ClaimedTime.parse(node.asText()).orElse(null) : null;
    }

    private static String text(JsonNode object, String name) {
        JsonNode value = object.path(name);
        return value.isTextual() ? wellFormed(value.asText()) : null;
    }

    /** An unpaired surrogate cannot be written in UTF-8. */
    private static String wellFormed(String text) {
        return UNPAIRED_SURROGATE.matcher(text).replaceAll("\uFFFD");
    }
}
