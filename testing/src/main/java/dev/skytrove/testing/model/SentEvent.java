package dev.skytrove.testing.model;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** A line that is an event: what it says, which table it belongs to, and what makes it the same as another. */
final class SentEvent {
    private static final ObjectMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(Integer.MAX_VALUE)
                            .maxNameLength(Integer.MAX_VALUE)
                            .maxNumberLength(Integer.MAX_VALUE)
                            .maxStringLength(Integer.MAX_VALUE)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final Set<String> ACCOUNT_KINDS = Set.of("identity", "account");
    private static final Set<String> RECORD_OPERATIONS = Set.of("create", "update");
    private static final Map<String, String> TABLES = Map.of(
            "app.bsky.feed.post", "posts",
            "app.bsky.feed.like", "likes",
            "app.bsky.feed.repost", "reposts",
            "app.bsky.graph.follow", "follows",
            "app.bsky.graph.block", "blocks",
            "app.bsky.actor.profile", "profiles");

    private static final String OVERSIZED = "oversized";
    private static final int LONGEST_NAME = 2048;

    private static final Instant FIRST = Instant.parse("2022-01-01T00:00:00Z");

    private final String line;
    private final JsonNode event;
    private final Optional<Instant> receivedAt;

    private SentEvent(String line, JsonNode event, Optional<Instant> receivedAt) {
        this.line = line;
        this.event = event;
        this.receivedAt = receivedAt;
    }

    /**
     * The event of a line; empty if the line is malformed.
     *
     * @param receivedAt when it was received; empty where its own time is believed whatever it is
     */
    static Optional<SentEvent> parse(String line, Optional<Instant> receivedAt) {
        try {
            return Optional.of(new SentEvent(line, JSON.readTree(line), receivedAt)).filter(SentEvent::isWellFormed);
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    String line() {
        return line;
    }

    String kind() {
        return event.path("kind").asText();
    }

    /** Empty if it names none. */
    String did() {
        return event.path("did").isTextual() ? event.path("did").asText() : "";
    }

    /** The part that the event is about: its {@code commit}, {@code identity} or {@code account}. */
    JsonNode body() {
        return event.path(kind());
    }

    boolean isCommit() {
        return kind().equals("commit");
    }

    boolean bringsRecord() {
        return isCommit() && RECORD_OPERATIONS.contains(body().path("operation").asText());
    }

    JsonNode record() {
        return body().path("record");
    }

    /** The record's JSON as it stands in the line. */
    String rawRecord() {
        return RawJson.field(line, "commit")
                .flatMap(commit -> RawJson.field(commit, "record"))
                .orElseThrow();
    }

    /** When it happened: what its server said, or when it was received if that cannot be. */
    Instant indexedAt() {
        return receivedAt.filter(this::isAbsurd).orElseGet(this::stated);
    }

    /** Whether its server's time for it cannot be, seeing when it was received. */
    boolean isAbsurd(Instant received) {
        return stated().isBefore(FIRST) || stated().isAfter(received.plus(1, ChronoUnit.HOURS));
    }

    private Instant stated() {
        return Instant.EPOCH.plus(event.path("time_us").asLong(), ChronoUnit.MICROS);
    }

    /** Its tables: that of its kind, unless it is too large for that one. */
    List<String> tables() {
        String table = table();
        return switch (table) {
            case "deletes" -> List.of(table);
            case "accounts" -> size() > 2 * 1024 ? List.of(table, OVERSIZED) : List.of(table);
            default -> List.of(size() > 64 * 1024 ? OVERSIZED : table);
        };
    }

    /** How many bytes it has. */
    int size() {
        return line.getBytes(StandardCharsets.UTF_8).length;
    }

    private String table() {
        if (ACCOUNT_KINDS.contains(kind())) {
            return "accounts";
        }
        if (bringsRecord()) {
            return TABLES.getOrDefault(body().path("collection").asText(), "others");
        }
        return isCommit() && body().path("operation").asText().equals("delete") ? "deletes" : "others";
    }

    /** Equal for two lines that tell of the same event. */
    List<String> key() {
        if (isCommit()) {
            return List.of(
                    did(),
                    body().path("collection").asText(),
                    body().path("rkey").asText(),
                    body().path("rev").asText(),
                    body().path("operation").asText());
        }
        return hasSequence() ? List.of(did(), kind(), body().path("seq").asText(), statedTime()) : List.of(line);
    }

    private boolean hasSequence() {
        boolean numbered = kind().equals("sync") || ACCOUNT_KINDS.contains(kind());
        return numbered && hasText(event, "did") && isSequence(body().path("seq"));
    }

    private boolean isWellFormed() {
        if (!event.isObject() || !hasText(event, "kind") || !isTime(event.path("time_us"))) {
            return false;
        }
        if (isAbsurd(event.path("kind")) || isAbsurd(event.path("did"))) {
            return false;
        }
        if (isCommit()) {
            return hasText(event, "did") && isCommitComplete();
        }
        return !ACCOUNT_KINDS.contains(kind()) || (hasText(event, "did") && body().isObject());
    }

    private boolean isCommitComplete() {
        boolean named = Stream.of("collection", "rkey", "rev", "operation").allMatch(name -> hasText(body(), name));
        boolean absurd = Stream.of("collection", "rkey", "rev", "operation", "cid")
                .anyMatch(name -> isAbsurd(body().path(name)));
        return body().isObject() && named && !absurd && (!bringsRecord() || record().isObject());
    }

    private static boolean isTime(JsonNode time) {
        return time.isIntegralNumber() && time.canConvertToLong();
    }

    private String statedTime() {
        JsonNode time = body().path("time");
        return time.isTextual() ? ClaimedTime.parse(time.asText()).map(Object::toString).orElse("") : "";
    }

    static boolean isSequence(JsonNode seq) {
        return seq.isIntegralNumber() && seq.canConvertToLong() && seq.asLong() >= 0;
    }

    /** No identifier of the network is so long. */
    private static boolean isAbsurd(JsonNode name) {
        return name.isTextual() && name.asText().getBytes(StandardCharsets.UTF_8).length > LONGEST_NAME;
    }

    private static boolean hasText(JsonNode object, String name) {
        return object.path(name).isTextual() && !object.path(name).asText().isEmpty();
    }
}
