package dev.skytrove.simulator.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Reads v2 frames as the documentation describes them. */
final class V2Frames {
    private static final String TYPE = "network.bsky.jetstream.subscribeEvents#";
    private static final ObjectMapper JSON = new ObjectMapper();

    private V2Frames() {}

    static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonNode payload(String frame) {
        JsonNode json = json(frame);
        if (!json.get("$type").asText().equals("message")) {
            throw new AssertionError("no message: " + frame);
        }
        return json.get("payload");
    }

    static List<Integer> seqs(List<String> frames) {
        return frames.stream().map(frame -> payload(frame).get("seq").asInt()).toList();
    }

    static String kind(JsonNode payload) {
        String type = payload.get("$type").asText();
        if (!type.startsWith(TYPE)) {
            throw new AssertionError("no event: " + payload);
        }
        return type.substring(TYPE.length());
    }

    /** The same event as the v1 wire has it. */
    static JsonNode toV1(String frame) {
        JsonNode payload = payload(frame);
        String kind = kind(payload);
        ObjectNode event = JSON.createObjectNode();
        event.set("did", payload.get("did"));
        event.put("time_us", ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse(payload.get("time").asText())));
        event.put("kind", kind);
        event.set(kind, kind.equals("commit") ? commit(payload) : payload.get(kind));
        return event;
    }

    private static JsonNode commit(JsonNode payload) {
        ObjectNode commit = JSON.createObjectNode();
        for (String name : List.of("rev", "operation", "collection", "rkey", "record", "cid")) {
            if (payload.has(name)) {
                commit.set(name, payload.get(name));
            }
        }
        return commit;
    }
}
