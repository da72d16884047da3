package dev.skytrove.importer;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.stream.LongStream;

/** Made-up events of every table, as Jetstream sends them. */
final class Lines {
    static final Instant START = Instant.parse("2026-07-04T14:30:00Z");

    private Lines() {}

    /** Events number {@code from} to before {@code to}, in turn of every table, {@code apart} from each other. */
    static List<String> mixed(long from, long to, Duration apart) {
        return LongStream.range(from, to)
                .mapToObj(n -> mixed(n, START.plus(apart.multipliedBy(n))))
                .toList();
    }

    /** Event number {@code n}, as a server stamped it. */
    static String mixed(long n, Instant at) {
        String subject = "\"subject\":{\"uri\":\"at://did:plc:b/app.bsky.feed.post/1\",\"cid\":\"c\"}";
        return switch ((int) (n % 8)) {
            case 0 -> create(n, "app.bsky.feed.post", "\"langs\":[\"en\"],\"text\":\"text " + n + "\"", at);
            case 1 -> create(n, "app.bsky.feed.like", subject, at);
            case 2 -> create(n, "app.bsky.feed.repost", subject, at);
            case 3 -> create(n, "app.bsky.graph.follow", "\"subject\":\"did:plc:f" + n + "\"", at);
            case 4 -> create(n, "app.bsky.actor.profile", "\"displayName\":\"Name " + n + "\"", at);
            case 5 -> create(n, "org.example.foreign", "\"value\":" + n, at);
            case 6 -> commit("delete", "app.bsky.feed.like", n, "", at);
            default -> identity(n, at);
        };
    }

    private static String identity(long n, Instant at) {
        return String.format(
                Locale.ROOT,
                "{\"did\":\"did:plc:i%d\",\"time_us\":%d,\"kind\":\"identity\",\"identity\":{\"did\":\"did:plc:i%d\","
                        + "\"seq\":%d,\"time\":\"%s\"}}",
                n, micros(at), n, n, START);
    }

    /** A post of an account under a key. */
    static String create(String did, String rkey, Instant at) {
        return """
                {"did":"%s","time_us":%d,"kind":"commit","commit":{"rev":"%s","operation":"create","collection":"app.bsky.feed.post",\
                "rkey":"%s","cid":"c","record":{"text":"x"}}}"""
                .formatted(did, micros(at), rkey, rkey);
    }

    private static String create(long n, String collection, String record, Instant at) {
        return commit("create", collection, n, ",\"cid\":\"cid" + n + "\",\"record\":{" + record + "}", at);
    }

    private static String commit(String operation, String collection, long n, String rest, Instant at) {
        return String.format(
                Locale.ROOT,
                "{\"did\":\"did:plc:a%d\",\"time_us\":%d,\"kind\":\"commit\",\"commit\":{\"rev\":\"3%012d\","
                        + "\"operation\":\"%s\",\"collection\":\"%s\",\"rkey\":\"3k%011d\"%s}}",
                n % 5, micros(at), n, operation, collection, n, rest);
    }

    private static long micros(Instant at) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, at);
    }
}
