package dev.skytrove.lake.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skytrove.lake.ByteSlice;
import dev.skytrove.lake.Table;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class TestRowFingerprints {
    private static final Instant RECEIVED = Instant.parse("2026-07-05T00:00:00Z");
    private static final FingerprintKey KEY = FingerprintKey.parse("0123456789abcdef0123456789abcdef");

    private final HeaderParser headers = new HeaderParser(KEY);
    private final RowFingerprints rows = new RowFingerprints(KEY);
    private final EventRows events = new EventRows();

    @Test
    void i2RowOfEveryTableHasTheFingerprintOfItsEvent() throws Exception {
        List<byte[]> frames = new ArrayList<>(Frames.ofEveryTable());
        frames.replaceAll(TestRowFingerprints::withTheKeyOfProfiles);
        String subject = "{'subject':{'uri':'at://post'}}";
        frames.add(Frames.commit("app.bsky.feed.like", "update", subject));
        frames.add(Frames.commit("app.bsky.feed.post", "update", "{}"));
        frames.add(Frames.commit("app.bsky.feed.post", "frobnicate", "{}"));
        frames.add(Frames.commit("com.example.größe", "delete", "null"));
        frames.add(Frames.account("sync", "{'seq':9,'rev':'3rev'}"));
        frames.add(Frames.account("novelty", "{'text':'ü\\u00fc'}"));
        frames.add(Frames.account("account", "{'active':true,'seq':3,'time':'2026-07-04T14:38:07.877Z'}"));
        frames.add(Frames.account("account", "{'active':true,'seq':3,'time':'yesterday'}"));
        frames.add(Frames.account("identity", "{'handle':'%s','seq':3}".formatted("x".repeat(4000))));
        frames.add(Frames.account("novelty", "{'text':'%s'}".formatted("x".repeat(1 << 16))));

        for (byte[] frame : frames) {
            String shown = new String(frame, 0, Math.min(300, frame.length), StandardCharsets.UTF_8);
            assertThat(ofRow(frame)).as(shown)
                    .contains(headers.parse(ByteSlice.of(frame)).fingerprint());
        }
        assertThat(frames.stream().map(frame -> row(frame).table())).contains(EventTables.ALL.toArray(new Table[0]));
    }

    @Test
    void i2RecordedEventsAreRecognisedByTheirRows() throws Exception {
        for (byte[] frame : Recording.frames()) {
            assertThat(ofRow(frame)).contains(headers.parse(ByteSlice.of(frame)).fingerprint());
        }
    }

    @Test
    void i1AnotherEventIsNotRecognised() throws Exception {
        Random random = new Random(1);
        byte[] post = Frames.fullPost();
        for (String part : List.of("alice", "3rev", "3key", "create", "feed.post")) {
            String changed = new String(post, StandardCharsets.UTF_8)
                    .replace(part, part.substring(1) + (char) ('a' + random.nextInt(26)));
            assertThat(ofRow(post)).isNotEmpty()
                    .doesNotContain(headers.parse(ByteSlice.of(changed.getBytes(StandardCharsets.UTF_8)))
                            .fingerprint());
        }
    }

    /** An event without a number is known by all its bytes, which its row does not have. */
    @Test
    void accountEventWithoutANumberHasNone() {
        assertThat(ofRow(Frames.account("account", "{'active':false}"))).isEmpty();
    }

    private static byte[] withTheKeyOfProfiles(byte[] frame) {
        String text = new String(frame, StandardCharsets.UTF_8);
        boolean profile = text.contains("app.bsky.actor.profile");
        return profile ? text.replace("3key", "self").getBytes(StandardCharsets.UTF_8) : frame;
    }

    private List<Long> ofRow(byte[] frame) {
        List<Long> found = new ArrayList<>();
        EventRow row = row(frame);
        rows.of(row.table(), row.record(), found::add);
        return found;
    }

    private EventRow row(byte[] frame) {
        try {
            return events.parse(frame, RECEIVED);
        } catch (MalformedEventException e) {
            throw new AssertionError(e);
        }
    }
}
