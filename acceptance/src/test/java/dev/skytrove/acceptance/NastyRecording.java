package dev.skytrove.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * What the network could send and some of it does: every kind of event, every column, and everything that can be wrong
 * with them,
         spread over several hours in no order. The hand-written parts lie in the resources {@code nasty/}. The same
 * seed gives the same lines.
 */
final class NastyRecording {
    private static final Instant START = Instant.parse("2026-03-01T21:30:00Z");
    private static final String POST = "app.bsky.feed.post";
    private static final int MUTATIONS = 1_500;
    private static final int DUPLICATES = 300;

    private final List<String> lines = new ArrayList<>();
    private final Random random;
    private Instant time = START;
    private int next;

    private NastyRecording(long seed) {
        random = new Random(seed);
    }

    /**
     * The recording.
     *
     * @param others lines that are mutated as those of the recording itself are
     */
    static List<String> lines(long seed, List<String> others) {
        NastyRecording recording = new NastyRecording(seed);
        recording.written();
        recording.extremes();
        recording.versions();
        recording.accounts();
        recording.hourBoundary();
        recording.mutations(others);
        recording.duplicates();
        recording.deep();
        return recording.lines;
    }

    private void written() {
        resource("texts").forEach(text -> create(POST, "{\"text\":" + text + ",\"createdAt\":\"" + time + "\"}"));
        for (String created : resource("claimed-times")) {
            create(POST, "{\"text\":\"claimed\",\"createdAt\":" + created + "}");
            create("app.bsky.feed.like", "{\"subject\":{\"uri\":\"at://x\"},\"createdAt\":" + created + "}");
        }
        for (String line : resource("records")) {
            int space = line.indexOf(' ');
            create(line.substring(0, space), line.substring(space + 1));
            change("update", line.substring(0, space), line.substring(space + 1));
        }
        for (String frame : resource("frames")) {
            lines.add(frame.replace("TIME", String.valueOf(micros())));
            tick(1);
        }
    }

    private void extremes() {
        create(POST, "{\"text\":\"" + "😀".repeat(750) + "\"}");
        create(POST, "{\"text\":\"" + "x".repeat(100_000) + "\"}");
        create("com.example.deep", "{\"deep\":" + "[".repeat(200) + "]".repeat(200) + "}");
        for (long micros : new long[] {0, 1, -1, -3_600_000_000L, -3_600_000_001L, -3_599_999_999L}) {
            Instant claimed = time.plus(micros, ChronoUnit.MICROS);
            create(POST, "{\"text\":\"at the edge\",\"createdAt\":\"" + claimed + "\"}");
        }
    }

    /** Updates and deletes in every order: what counts is the revision, not the arrival. */
    private void versions() {
        for (String order : List.of(
                "create1 update2",
                "update2 create1",
                "create1 delete2",
                "delete2 create1",
                "create1 delete2 create3",
                "create3 delete2 create1",
                "create1 update2 delete3",
                "delete3 update2 create1",
                "delete1",
                "create1 update2 update3",
                "update3 update2 create1")) {
            String rkey = "v" + next++;
            for (String step : order.split(" ", -1)) {
                String rev = "3m" + step.substring(6);
                commit("did:plc:versions", rev, step.substring(0, 6), POST, rkey, "{\"text\":\"version " + rev + "\"}");
                tick(random.nextInt(3_000));
            }
        }
    }

    private void accounts() {
        List<String> statuses = List.of("takendown", "suspended", "deleted", "deactivated", "throttled", "new");
        for (int i = 0; i < statuses.size(); i++) {
            String gone = "did:plc:gone" + i;
            String back = "did:plc:back" + i;
            String status = "\"active\":false,\"status\":\"" + statuses.get(i) + "\",\"time\":\"" + time + "\"";
            account(gone, "identity", 10, "\"handle\":\"name" + i + ".test\"");
            commit(gone, "3m1", "create", POST, "gone", "{\"text\":\"from one who goes\"}");
            account(gone, "account", 11, status);
            commit(back, "3m1", "create", POST, "back", "{\"text\":\"from one who comes back\"}");
            account(back, "account", 13, "\"active\":true");
            account(back, "account", 12, status);
            account(back, "identity", 14, "\"handle\":\"NAME" + i + ".test\"");
        }
        for (String odd : List.of(
                "\"handle\":7", "\"handle\":\"\"", "\"active\":\"yes\"", "\"status\":1,\"time\":\"no\"",
                        "\"time\":5")) {
            account("did:plc:odd", "identity", 20 + next, odd);
            account("did:plc:odd", "account", 20 + next++, odd);
        }
    }

    /** Older than all else: of any depth, with any names, and accounts whose name is none. */
    private void deep() {
        time = START.minus(1, ChronoUnit.DAYS);
        for (int depth : new int[] {300, 5_000}) {
            create("com.example.deep", "{\"deep\":" + "[".repeat(depth) + "]".repeat(depth) + "}");
            create(POST, "{\"text\":\"deep\",\"deep\":" + "{\"a\":".repeat(depth) + "1" + "}".repeat(depth) + "}");
        }
        create(POST, "{\"text\":\"names\",\"reactions\":{\"\\ud83d\\udc4d\":2,\"\\ud83d\":1}}");
        account("did:plc:author1", "identity", 1, "\"handle\":\"author1.test\"");
        account("did:plc:author1", "identity", 2, "\"handle\":\"Handle.Invalid\"");
        account("did:plc:author2", "identity", 1, "\"handle\":\"handle.invalid\"");
        account("did:plc:author2", "account", 2, "\"active\":false");
        account("did:plc:author2", "account", 1, "\"active\":true");
    }

    /** The network's clock steps back: what follows in the stream may belong to the hour before. */
    private void hourBoundary() {
        for (int i = 0; i < 40; i++) {
            Instant full = time.truncatedTo(ChronoUnit.HOURS).plus(1, ChronoUnit.HOURS);
            String rkey = "c" + i;
            time = full.plus(random.nextInt(500_000), ChronoUnit.MICROS);
            commit("did:plc:clock", "3m" + (1000 + next), "create", POST, rkey, "{\"text\":\"at the hour\"}");
            time = full.minus(random.nextInt(500_000) + 1, ChronoUnit.MICROS);
            String operation = i % 3 == 0 ? "delete" : "update";
            commit("did:plc:clock", "3m" + (1001 + next++), operation, POST, rkey, "{\"text\":\"before the hour\"}");
            time = time.minus(i % 5 == 0 ? 5 : 1, ChronoUnit.HOURS);
        }
        time = START;
    }

    /** Single characters changed, removed or doubled; most become malformed, some other events. */
    private void mutations(List<String> others) {
        List<String> originals = new ArrayList<>(others);
        originals.addAll(lines.stream().filter(line -> line.length() < 2_000).toList());
        for (int i = 0; i < MUTATIONS; i++) {
            StringBuilder line = new StringBuilder(originals.get(random.nextInt(originals.size())));
            for (int change = random.nextInt(3); change >= 0 && !line.isEmpty(); change--) {
                mutate(line);
            }
            if (isSendable(line.toString())) {
                lines.add(line.toString());
            }
        }
    }

    private void mutate(StringBuilder line) {
        int at = random.nextInt(line.length());
        String characters = "\"{}[]:,\\0129.-eE tnulazä/u";
        char other = characters.charAt(random.nextInt(characters.length()));
        switch (random.nextInt(5)) {
            case 0 -> line.deleteCharAt(at);
            case 1 -> line.insert(at, other);
            case 2 -> line.setLength(at);
            case 3 -> line.insert(at, line.substring(at, Math.min(line.length(), at + random.nextInt(40))));
            default -> line.setCharAt(at, other);
        }
    }

    /** Whole repetitions, and repetitions that say something else: the first one counts. */
    private void duplicates() {
        List<String> originals = List.copyOf(lines);
        for (int i = 0; i < DUPLICATES; i++) {
            String line = originals.get(random.nextInt(originals.size()));
            lines.add(i % 3 == 0 ? line.replaceFirst("\"text\":\"", "\"text\":\"changed ") : line);
        }
    }

    private void create(String collection, String record) {
        change("create", collection, record);
    }

    private void change(String operation, String collection, String record) {
        commit("did:plc:author" + next % 7, "3m" + (100 + next), operation, collection, "o" + next++, record);
    }

    private void commit(String did, String rev, String operation, String collection, String rkey, String record) {
        String content = operation.equals("delete") ? "" : ",\"record\":" + record + ",\"cid\":\"bafy" + rkey + "\"";
        String commit = "{\"rev\":\"%s\",\"operation\":\"%s\",\"collection\":\"%s\",\"rkey\":\"%s\"%s}"
                .formatted(rev, operation, collection, rkey, content);
        event(did, "commit", commit);
        tick(random.nextInt(20_000) - 4_000);
    }

    private void account(String did, String kind, long seq, String fields) {
        event(did, kind, "{\"did\":\"" + did + "\",\"seq\":" + seq + "," + fields + "}");
        tick(random.nextInt(2_000));
    }

    private void event(String did, String kind, String body) {
        lines.add("{\"did\":\"%s\",\"time_us\":%d,\"kind\":\"%s\",\"%s\":%s}".formatted(did, micros(), kind, kind,
                body));
    }

    private long micros() {
        return ChronoUnit.MICROS.between(Instant.EPOCH, time);
    }

    private void tick(int milliseconds) {
        time = time.plusMillis(milliseconds).plus(random.nextInt(1000), ChronoUnit.MICROS);
    }

    /** A recording has no empty lines, and half a surrogate pair cannot be written into it. */
    private static boolean isSendable(String line) {
        return !line.isBlank() && line.codePoints().noneMatch(c -> Character.getType(c) == Character.SURROGATE);
    }

    private static List<String> resource(String name) {
        try (InputStream in = NastyRecording.class.getResourceAsStream("/nasty/" + name + ".txt")) {
            return new String(in.readAllBytes(), UTF_8)
                    .lines()
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(name, e);
        }
    }
}
