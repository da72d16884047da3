package dev.skytrove.acceptance;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * What the network could send and some of it does: every kind of event, every column, and everything that can be wrong
 * with them, spread over several hours in no order. The same seed gives the same lines.
 */
final class NastyRecording {
    private static final Instant START = Instant.parse("2026-03-01T21:30:00Z");
    private static final String POST = "app.bsky.feed.post";

    private final List<String> lines = new ArrayList<>();
    private final Random random;
    private Instant time = START;
    private int next;

    private NastyRecording(long seed) {
        random = new Random(seed);
    }

    /** The recording, with mutations of its own lines and of others. */
    static List<String> lines(long seed, List<String> others) {
        NastyRecording recording = new NastyRecording(seed);
        recording.texts();
        recording.richPosts();
        recording.claimedTimes();
        recording.reactions();
        recording.profiles();
        recording.versions();
        recording.accounts();
        recording.hourBoundary();
        recording.strangers();
        recording.otherSpellings();
        recording.malformed();
        recording.mutations(others);
        recording.duplicates();
        return recording.lines;
    }

    private void texts() {
        for (String text : List.of(
                "plain words", "", " ", "NUL \\u0000 inside", "\\u0000", "high \\ud83d alone", "low \\ude00 alone",
                "turned \\ude00\\ud83d round", "a \\ud83d\\ude00 pair", "bidi \\u202e mark \\u2066 isolate \\u200f",
                "line\\nbreak\\r\\nand\\ttab", "quote \\\" and \\\\ back", "comma, \\\"quoted\\\"", "100% sure_of it",
                "=HYPERLINK(1)", "+1", "-1", "@handle.test", "\\tTab first", "\\rCR first", "İstanbul ΟΔΟΣ ẞ straße",
                "ümlaut u\\u0308mlaut", "\\ufeff marked", "\\u2028 separated \\u2029", "'; DROP TABLE posts; --",
                "ideographic\\u3000space", "no\\u00a0break", "\\u001f control \\u007f", "\\/ escaped slash",
                "😀".repeat(750), "x".repeat(20_000))) {
            post("{\"text\":\"" + text + "\",\"createdAt\":\"" + time + "\"}");
        }
        for (String record : List.of("{}", "{\"text\":null}", "{\"text\":7}", "{\"text\":[\"a\"]}", "{\"text\":{}}")) {
            post(record);
        }
    }

    private void richPosts() {
        String facets = "\"facets\":[{\"index\":{\"byteStart\":0,\"byteEnd\":3},\"features\":["
                + feature("link", "\"uri\":\"https://one.test/?a=b&c=\\u00e4\"") + "," + feature("tag", "\"tag\":\"#Tag\"") + ","
                + feature("tag", "\"tag\":\"Tag\"") + "," + feature("mention", "\"did\":\"did:plc:mentioned\"") + ","
                + feature("link", "\"uri\":\"https://one.test/?a=b&c=ä\"") + "," + feature("link", "\"uri\":7") + ","
                + feature("bold", "\"uri\":\"https://no.test\"") + ",null,\"text\",{}]},{\"features\":"
                + "{}},{},[],{\"features\":[" + feature("link", "\"uri\":\"\"") + "]}]";
        String lists = "\"langs\":[\"en\",\"de\",\"en\",null,1,\"pt-BR\"],\"tags\":[\"more\",\"#Tag\",\"#more\",false],"
                + "\"labels\":{\"$type\":\"com.atproto.label.defs#selfLabels\",\"values\":[{\"val\":\"porn\"},{\"val\":1},"
                + "{},\"x\",{\"val\":\"nudity\"},{\"val\":\"porn\"}]}";
        String reply = "\"reply\":{\"root\":{\"uri\":\"at://did:plc:r/" + POST + "/1\",\"cid\":\"c\"},\"parent\":{\"uri\":"
                + "\"at://did:plc:p/" + POST + "/2\"}}";
        post("{\"text\":\"rich\"," + facets + "," + lists + "," + reply + "}");
        for (String broken : List.of(
                "\"facets\":{}", "\"facets\":\"x\"", "\"facets\":[[]]", "\"langs\":\"en\"", "\"langs\":{}", "\"tags\":[[]]",
                "\"labels\":[]", "\"labels\":{\"values\":{}}", "\"reply\":[]", "\"reply\":{\"root\":\"x\"}",
                "\"reply\":{\"parent\":{\"uri\":1}}", "\"embed\":null", "\"embed\":[]", "\"embed\":{\"$type\":5}")) {
            post("{\"text\":\"broken parts\"," + broken + "}");
        }
        embeds();
    }

    private void embeds() {
        String images = "{\"$type\":\"app.bsky.embed.images\",\"images\":[{\"alt\":\"ä \\ud83d\\ude00\",\"image\":{}},"
                + "{\"alt\":\"\",\"aspectRatio\":{\"width\":1,\"height\":2}}]}";
        String video = "{\"$type\":\"app.bsky.embed.video\",\"video\":{\"$type\":\"blob\",\"size\":1}}";
        String external = "{\"$type\":\"app.bsky.embed.external\",\"external\":{\"uri\":\"https://card.test\",\"title\":\"t\"}}";
        String quoted = "{\"uri\":\"at://did:plc:q/" + POST + "/3\",\"cid\":\"c\"}";
        for (String media : List.of(images, video, external, "{\"$type\":\"app.bsky.embed.new\"}", "{}", "null")) {
            post("{\"text\":\"embed\",\"embed\":" + media + "}");
            post("{\"text\":\"embed\",\"embed\":{\"$type\":\"app.bsky.embed.recordWithMedia\",\"media\":" + media
                    + ",\"record\":{\"$type\":\"app.bsky.embed.record\",\"record\":" + quoted + "}}}");
        }
        for (String record : List.of(quoted, "{}", "\"at://x\"", "null", "{\"record\":" + quoted + "}")) {
            post("{\"text\":\"quote\",\"embed\":{\"$type\":\"app.bsky.embed.record\",\"record\":" + record + "}}");
        }
        post("{\"text\":\"no images\",\"embed\":{\"$type\":\"app.bsky.embed.images\"}}");
        post("{\"text\":\"images of no type\",\"embed\":{\"images\":[{}]}}");
        post("{\"text\":\"card without page\",\"embed\":{\"$type\":\"app.bsky.embed.external\",\"external\":\"x\"}}");
    }

    private void claimedTimes() {
        for (String created : List.of(
                "2026-03-01T21:30:00Z", "2026-03-01T21:30:00.1Z", "2026-03-01T21:30:00.1234567890123Z",
                "2026-03-01t21:30:00z", "2026-03-01 21:30:00", "2026-03-01T21:30Z", "2026-03-01", "20260301T213000Z",
                "2026-03-01T21:30:00+00:00", "2026-03-01T21:30:00+0000", "2026-03-01T22:30:00+01", "2026-03-02T03:15:00+05:45",
                "2026-03-01T11:30:00-10:00", "2026-03-01T21:29:59.999999Z", "1970-01-01T00:00:00.000Z",
                "1969-12-31T23:59:59.9999999Z", "2999-12-31T23:59:59Z", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59.999999Z",
                "0000-12-31T23:59:59Z", "10000-01-01T00:00:00Z", "2026-02-29T00:00:00Z", "2024-02-29T00:00:00Z",
                "2026-13-01T00:00:00Z", "2026-03-01T24:30:00Z", "yesterday", "", "1772400600", "Sun, 01 Mar 2026 21:30:00 GMT",
                "2026-03-01T21:30:00 Z", " 2026-03-01T21:30:00Z", "2026-03-01T21:30:00Zjunk", "\\u0662026-03-01")) {
            post("{\"text\":\"claimed\",\"createdAt\":\"" + created + "\"}");
            commit("create", "app.bsky.feed.like", "{\"createdAt\":\"" + created + "\",\"subject\":{\"uri\":\"at://x\"}}");
        }
        for (String created : List.of("null", "1772400600", "true", "{}", "[]")) {
            post("{\"text\":\"claimed\",\"createdAt\":" + created + "}");
        }
        for (long micros : new long[] {0, 1, -1, -3_600_000_000L, -3_600_000_001L, -3_599_999_999L}) {
            post("{\"text\":\"at the edge\",\"createdAt\":\"" + time.plus(micros, ChronoUnit.MICROS) + "\"}");
        }
    }

    private void reactions() {
        for (String collection : List.of("app.bsky.feed.like", "app.bsky.feed.repost")) {
            for (String record : List.of(
                    "{\"subject\":{\"uri\":\"at://did:plc:s/" + POST + "/1\",\"cid\":\"c\"},\"via\":{\"uri\":\"at://via\"}}",
                    "{}", "{\"subject\":\"at://x\"}", "{\"subject\":{\"uri\":5}}", "{\"subject\":null,\"via\":[]}",
                    "{\"subject\":{\"uri\":\"\"}}", "{\"subject\":{\"uri\":\"\\ud800\"}}")) {
                commit("create", collection, record);
            }
            commit("update", collection, "{\"subject\":{\"uri\":\"at://updated\"}}");
        }
        for (String collection : List.of("app.bsky.graph.follow", "app.bsky.graph.block")) {
            for (String record : List.of("{\"subject\":\"did:plc:s\"}", "{}", "{\"subject\":{\"did\":\"x\"}}", "{\"subject\":7}")) {
                commit("create", collection, record);
            }
        }
    }

    private void profiles() {
        for (String record : List.of(
                "{\"displayName\":\"Name 😀\",\"description\":\"about\\nme\",\"createdAt\":\"2026-03-01T00:00:00Z\"}",
                "{}", "{\"displayName\":\"\"}", "{\"displayName\":1,\"description\":null}", "{ \"avatar\" : {\"$type\":\"blob\"} }")) {
            commit("create", "app.bsky.actor.profile", record);
            commit("update", "app.bsky.actor.profile", record);
        }
    }

    /** Updates and deletes in every order: what counts is the revision, not the arrival. */
    private void versions() {
        for (List<String> order : List.of(
                List.of("create1", "update2"), List.of("update2", "create1"), List.of("create1", "delete2"),
                List.of("delete2", "create1"), List.of("create1", "delete2", "create3"), List.of("create3", "delete2", "create1"),
                List.of("create1", "update2", "delete3"), List.of("delete3", "update2", "create1"), List.of("delete1"),
                List.of("create1", "update2", "update3"), List.of("update3", "update2", "create1"))) {
            String rkey = "v" + next++;
            for (String step : order) {
                String operation = step.substring(0, 6);
                String rev = "3m" + step.substring(6);
                String record = operation.equals("delete") ? "" : "{\"text\":\"version " + rev + " of " + rkey + "\"}";
                commit("did:plc:versions", rev, operation, POST, rkey, record);
                tick(random.nextInt(3_000));
            }
        }
        for (String collection : List.of("app.bsky.feed.like", "app.bsky.graph.follow", "com.example.thing", "x")) {
            commit("did:plc:versions", "3m9", "delete", collection, "r" + next++, "");
        }
    }

    private void accounts() {
        List<String> statuses = List.of("takendown", "suspended", "deleted", "deactivated", "throttled", "desynchronized");
        for (int i = 0; i < statuses.size(); i++) {
            String gone = "did:plc:gone" + i;
            String back = "did:plc:back" + i;
            String handle = "\"handle\":\"name" + i + ".test\"";
            account(gone, "identity", 10, handle);
            postBy(gone, "{\"text\":\"from one who goes\"}");
            account(gone, "account", 11, "\"active\":false,\"status\":\"" + statuses.get(i) + "\",\"time\":\"" + time + "\"");
            postBy(back, "{\"text\":\"from one who comes back\"}");
            account(back, "account", 13, "\"active\":true");
            account(back, "account", 12, "\"active\":false,\"status\":\"" + statuses.get(i) + "\"");
            account(back, "identity", 14, handle.toUpperCase(Locale.ROOT).replace("HANDLE", "handle"));
        }
        for (String odd : List.of("", "\"handle\":7", "\"handle\":\"\"", "\"active\":\"yes\"", "\"status\":1,\"time\":\"no\"", "\"time\":5")) {
            account("did:plc:odd", "identity", 20 + next, odd);
            account("did:plc:odd", "account", 20 + next++, odd);
        }
        account("did:plc:odd", "account", 9_007_199_254_740_993L, "\"active\":true");
        account("did:plc:odd", "account", 0, "\"active\":true");
    }

    /** The network's clock steps back: what follows in the stream may belong to the hour before. */
    private void hourBoundary() {
        for (int i = 0; i < 40; i++) {
            Instant full = time.truncatedTo(ChronoUnit.HOURS).plus(1, ChronoUnit.HOURS);
            time = full.plus(random.nextInt(500_000), ChronoUnit.MICROS);
            commit("did:plc:clock", "3m" + (1000 + next), "create", POST, "c" + i, "{\"text\":\"at the hour\"}");
            time = full.minus(random.nextInt(500_000) + 1, ChronoUnit.MICROS);
            String operation = i % 3 == 0 ? "delete" : "update";
            String record = i % 3 == 0 ? "" : "{\"text\":\"before the hour\"}";
            commit("did:plc:clock", "3m" + (1001 + next++), operation, POST, "c" + i, record);
            time = time.minus(i % 5 == 0 ? 5 : 1, ChronoUnit.HOURS);
        }
        time = START;
    }

    private void strangers() {
        String nested = "[".repeat(200) + "]".repeat(200);
        for (String record : List.of("{}", "{\"createdAt\":\"2026-03-01\"}", "{\"deep\":" + nested + "}", "{\"n\":1e400,\"i\":" + "9".repeat(60) + "}")) {
            commit("create", "com.example.some.thing", record);
            commit("update", "fm.teal.alpha.actor.status", record);
        }
        commit("create", "app.bsky.feed.postgate", "{\"post\":\"at://x\"}");
        commit("create", POST.toUpperCase(Locale.ROOT), "{\"text\":\"not a post\"}");
        commit("merge", POST, "{\"text\":\"unknown operation\"}");
        commit("CREATE", POST, "");
        line("{\"time_us\":" + micros() + ",\"kind\":\"sync\",\"did\":\"did:plc:x\",\"sync\":{\"rev\":\"1\"}}");
        line("{\"time_us\":" + micros() + ",\"kind\":\"info\"}");
        line("{\"time_us\":" + micros() + ",\"kind\":\"Commit\",\"did\":7,\"commit\":{}}");
        tick(1);
    }

    private void otherSpellings() {
        String record = "{\"text\":\"other spelling\",\"text\":\"the last one counts\"}";
        line(" {\t\"kind\" : \"commit\" ,\"commit\":{\"record\" : " + record.replace(":", " :\t") + " ,\"rkey\":\"s1\","
                + "\"operation\":\"create\",\"collection\":\"" + POST + "\",\"rev\":\"3m\"}, \"time_us\":"
                + micros() + ",\"did\":\"did:plc:s\"} ");
        line(commitLine("did:plc:s", "3m", "create", POST, "s2", record).replace("\"commit\":{", "\"com\\u006dit\":{"));
        line(commitLine("did:plc:s", "3m", "create", POST, "s3", record).replace("did:plc:s", "did:\\u0070lc:s"));
        line(commitLine("did:plc:s", "3m", "create", POST, "s4", record).replace("{\"did\"", "{\"commit\":7,\"did\":null,\"did\""));
        line(commitLine("did:plc:s", "3m", "create", POST, "s/5 ä?#", record));
        line(commitLine("did:web:ä.test%3A80", "3m", "create", POST, "s6", record));
        line(commitLine("did:plc:s", "3m", "create", POST, "s7", record).replace("\"rev\"", "\"new\":[{\"x\":[1,2,{}]}],\"rev\""));
        line(commitLine("did:plc:s", "3m", "create", POST, "s8", record).replace("\"record\":", "\"record\":{\"text\":\"earlier\"},\"record\":"));
    }

    private void malformed() {
        String good = commitLine("did:plc:m", "3m", "create", POST, "m", "{\"text\":\"x\"}");
        for (String name : List.of("did", "time_us", "kind", "commit", "rev", "operation", "collection", "rkey", "record")) {
            line(good.replaceFirst("\"" + name + "\":", "\"x" + name + "\":"));
            line(good.replaceFirst("\"" + name + "\":(\"[^\"]*\"|\\d+|\\{)", "\"" + name + "\":null,\"y\":$1"));
        }
        String numbers = good.replaceFirst("\"time_us\":\\d+", "\"time_us\":%s");
        for (String number : List.of("\"1\"", "1.5e15", "-1", "946684799999999", "4102444800000000", "99999999999999999999", "true")) {
            line(numbers.replace("%s", number));
        }
        for (String text : List.of("{", "}", "[]", "null", "7", "\"text\"", "not json", "{\"kind\":}", good + "x", good + good, "\u0000")) {
            line(text);
        }
        line("{\"did\":\"did:plc:m\",\"time_us\":" + micros() + ",\"kind\":\"account\",\"account\":{\"seq\":-1}}");
        line("{\"did\":\"did:plc:m\",\"time_us\":" + micros() + ",\"kind\":\"identity\",\"account\":{\"seq\":1}}");
    }

    /** Single characters changed, removed or doubled; most become malformed, some other events. */
    private void mutations(List<String> others) {
        List<String> originals = new ArrayList<>(others);
        originals.addAll(lines.stream().filter(line -> line.length() < 2_000).toList());
        for (int i = 0; i < 1_500; i++) {
            StringBuilder line = new StringBuilder(originals.get(random.nextInt(originals.size())));
            for (int change = random.nextInt(3); change >= 0 && !line.isEmpty(); change--) {
                mutate(line);
            }
            String mutated = line.toString();
            boolean sendable = !mutated.isBlank() && mutated.codePoints().noneMatch(c -> Character.getType(c) == Character.SURROGATE);
            if (sendable) {
                lines.add(mutated);
            }
        }
    }

    private void mutate(StringBuilder line) {
        int at = random.nextInt(line.length());
        String characters = "\"{}[]:,\\0129.-eE tnulaz\u00e4/u";
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
        for (int i = 0; i < 300; i++) {
            String line = originals.get(random.nextInt(originals.size()));
            lines.add(i % 3 == 0 ? line.replaceFirst("\"text\":\"", "\"text\":\"changed ") : line);
        }
    }

    private void post(String record) {
        postBy("did:plc:author" + next % 7, record);
    }

    private void postBy(String did, String record) {
        commit(did, "3m" + (100 + next), "create", POST, "p" + next++, record);
    }

    private void commit(String operation, String collection, String record) {
        commit("did:plc:author" + next % 7, "3m" + (100 + next), operation, collection, "o" + next++, record);
    }

    private void commit(String did, String rev, String operation, String collection, String rkey, String record) {
        line(commitLine(did, rev, operation, collection, rkey, record));
        tick(random.nextInt(20_000) - 4_000);
    }

    private void account(String did, String kind, long seq, String fields) {
        line("{\"did\":\"" + did + "\",\"time_us\":" + micros() + ",\"kind\":\"" + kind + "\",\"" + kind + "\":{\"did\":\"" + did
                + "\",\"seq\":" + seq + (fields.isEmpty() ? "" : ",") + fields + "}}");
        tick(random.nextInt(2_000));
    }

    private String commitLine(String did, String rev, String operation, String collection, String rkey, String record) {
        String fields = "{\"rev\":\"" + rev + "\",\"operation\":\"" + operation + "\",\"collection\":\"" + collection
                + "\",\"rkey\":\"" + rkey + "\"" + (record.isEmpty() ? "" : ",\"record\":" + record + ",\"cid\":\"bafy" + rkey + "\"");
        return "{\"did\":\"" + did + "\",\"time_us\":" + micros() + ",\"kind\":\"commit\",\"commit\":" + fields + "}}";
    }

    private static String feature(String type, String field) {
        return "{\"$type\":\"app.bsky.richtext.facet#" + type + "\"," + field + "}";
    }

    private void line(String line) {
        lines.add(line);
    }

    private long micros() {
        return ChronoUnit.MICROS.between(Instant.EPOCH, time);
    }

    private void tick(int milliseconds) {
        time = time.plusMillis(milliseconds).plus(random.nextInt(1000), ChronoUnit.MICROS);
    }
}
