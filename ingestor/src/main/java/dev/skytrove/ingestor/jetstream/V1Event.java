package dev.skytrove.ingestor.jetstream;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * Brings an event of {@link Wire#V2} into the form of {@link Wire#V1}, in which {@code time} is {@code time_us}. Values
 * are the server's bytes. Fields that the first form does not have are kept under {@code payload}, but for the sequence
 * number, which means something to its server only; what an event lacks, its form lacks too.
 */
final class V1Event {
    private static final List<String> COMMIT = List.of("rev", "operation", "collection", "rkey", "record", "cid");
    private static final int USUAL_SIZE = 1 << 10;

    private final V2Fields fields;

    /** @param fields an event's, of which nothing is left afterwards */
    V1Event(V2Fields fields) {
        this.fields = fields;
    }

    byte[] json() {
        JsonBytes event = new JsonBytes(USUAL_SIZE);
        fields.move("did", event);
        time(event);
        fields.drop("seq");
        event.text("kind", fields.kind());
        if (fields.kind().equals("commit")) {
            JsonBytes commit = new JsonBytes(USUAL_SIZE);
            COMMIT.forEach(name -> fields.move(name, commit));
            event.object("commit", commit);
        } else {
            fields.move(fields.kind(), event);
        }
        if (!fields.isEmpty()) {
            JsonBytes rest = new JsonBytes(USUAL_SIZE);
            fields.moveRest(rest);
            event.object("payload", rest);
        }
        return event.end();
    }

    private void time(JsonBytes event) {
        String time = fields.text("time");
        try {
            event.number("time_us", ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse(time)));
            fields.drop("time");
        } catch (DateTimeException _) {
            return;
        }
        if (fields.text("witnessedAt").equals(time)) {
            fields.drop("witnessedAt");
        }
    }
}
