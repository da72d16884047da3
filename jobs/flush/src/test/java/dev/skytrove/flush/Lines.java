package dev.skytrove.flush;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.stream.LongStream;

/** Made-up events of every table, as Jetstream sends them. */
final class Lines {
    static final Instant START = Instant.parse("2026-07-04T14:30:00Z");

    private static final String DID = "did:plc:author";
    private static final String CREATED = "\"createdAt\":\"2026-07-04T14:29:59.500Z\"";
    private static final String SUBJECT = "\"subject\":{\"uri\":\"at://did:plc:b/app.bsky.feed.post/1\",\"cid\":\"c\"}";

    private Lines() {}

    /** Events number {@code from} to before {@code to}, in turn of every table, {@code apart} from each other. */
    static List<String> mixed(long from, long to, Duration apart) {
        return LongStream.range(from, to)
                .mapToObj(n -> mixed(n, START.plus(apart.multipliedBy(n))))
                .toList();
    }

    private static String mixed(long n, Instant at) {
        return switch ((int) (n % 9)) {
            case 0 -> post(n, "text " + n, at);
            case 1 -> create(n, "app.bsky.feed.like", CREATED + "," + SUBJECT, at);
            case 2 -> create(n, "app.bsky.feed.repost", CREATED + "," + SUBJECT, at);
            case 3 -> create(n, "app.bsky.graph.follow", CREATED + ",\"subject\":\"did:plc:f" + n + "\"", at);
            case 4 -> create(n, "app.bsky.graph.block", CREATED + ",\"subject\":\"did:plc:b" + n + "\"", at);
            case 5 -> create(n, "app.bsky.actor.profile", "\"displayName\":\"Name " + n + "\"", at);
            case 6 -> create(n, "org.example.foreign", "\"value\":" + n, at);
            case 7 -> delete("app.bsky.feed.like", n - 6, at);
            default -> identity("did:plc:i" + n, n, at);
        };
    }

    static String post(long n, String text, Instant at) {
        return create(n, "app.bsky.feed.post", CREATED + ",\"langs\":[\"en\"],\"text\":\"" + text + "\"", at);
    }

    static String updatedPost(long n, long rev, String text, Instant at) {
        String record = ",\"record\":{" + CREATED + ",\"text\":\"" + text + "\"}";
        return commit("update", "app.bsky.feed.post", n, rev, record, at);
    }

    static String create(long n, String collection, String record, Instant at) {
        return commit("create", collection, n, n, ",\"cid\":\"cid" + n + "\",\"record\":{" + record + "}", at);
    }

    static String delete(String collection, long n, Instant at) {
        return commit("delete", collection, n, n, "", at);
    }

    static String identity(String did, long seq, Instant at) {
        return String.format(
                Locale.ROOT,
                "{\"did\":\"%s\",\"time_us\":%d,\"kind\":\"identity\",\"identity\":{\"did\":\"%s\","
                        + "\"handle\":\"h%d.example\",\"seq\":%d,\"time\":\"%s\"}}",
                did, micros(at), did, seq, seq, at);
    }

    static String account(String did, long seq, String status, Instant at) {
        return String.format(
                Locale.ROOT,
                "{\"did\":\"%s\",\"time_us\":%d,\"kind\":\"account\",\"account\":{\"active\":%s,\"did\":\"%s\","
                        + "\"seq\":%d,\"status\":\"%s\",\"time\":\"%s\"}}",
                did, micros(at), status.equals("active"), did, seq, status, at);
    }

    private static String commit(String operation, String collection, long n, long rev, String rest, Instant at) {
        return String.format(
                Locale.ROOT,
                "{\"did\":\"%s%d\",\"time_us\":%d,\"kind\":\"commit\",\"commit\":{\"rev\":\"3%012d\","
                        + "\"operation\":\"%s\",\"collection\":\"%s\",\"rkey\":\"3k%011d\"%s}}",
                DID, n % 5, micros(at), rev, operation, collection, n, rest);
    }

    private static long micros(Instant at) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, at);
    }
}
