package dev.skytrove.query;

import dev.skytrove.testing.lake.SampleAccount;
import dev.skytrove.testing.lake.SampleDelete;
import dev.skytrove.testing.lake.SampleLake;
import dev.skytrove.testing.lake.SamplePost;
import dev.skytrove.testing.model.Folding;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.Normalizer;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Random posts in many scripts with all that they are counted by, and what counts of them must be. */
public final class AggregateModel {
    private static final Instant START = Instant.parse("2026-07-04T00:00:00Z");
    private static final Comparator<String> BY_BYTES = (one, other) -> Arrays.compareUnsigned(
            one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    private static final List<String> WORDS = List.of("rot", "дом", "ガン", "한글", "Straße", "😀", "नमस्ते", "مرحبا");
    private static final List<String> TAGS =
            List.of("Katzen", "katzen", "ÄRGER", "ärger", "日本", "한국", "ДОМ", "дом", "e\u0301t\u00e9", "\u00e9te\u0301", "😀", "=1");
    private static final List<String> LANGS = List.of("en", "EN", "de", "pt-BR", "ja", "");
    private static final List<String> LINKS = List.of("https://www.example.org/a?b=c", "http://EXAMPLE.org:8080/", "https://news.example.org./x",
            "https://user@other.example/", "mailto:nobody", "no link", "https://xn--bcher-kva.example/#f");
    private static final List<String> DIMENSIONS =
            List.of("hour", "day", "week", "month", "author", "lang", "hashtag", "domain", "mention", "has");
    private static final Set<String> TIMES = Set.of("hour", "day", "week", "month");

    private static final List<String> VALUES = List.of("score:min", "score:max", "score:avg", "score:median", "score:p90");

    private final Random random;
    private final List<Entry> posts = new ArrayList<>();
    private final Map<String, Double> scores = new HashMap<>();
    private final Set<String> labelled = new HashSet<>();
    private final List<SampleDelete> deletes = new ArrayList<>();
    private final List<SampleAccount> accounts = new ArrayList<>();

    /** Lakes of a seed. */
    public AggregateModel(Random random) {
        this.random = random;
    }

    /** A version of a post. */
    private record Entry(
            SamplePost post, List<String> tags, List<String> mentions, int images, boolean video, boolean quote, boolean alt) {}

    /** What counts must be. */
    public record Answer(long total, List<Expected> tables) {}

    /** Of one aggregation: key, count, authors and share of each bucket. */
    public record Expected(List<String> lines, boolean truncated) {}

    /** Adds posts, versions, copies, deletes and account events, and flushes them. */
    public void addBatch(SampleLake lake, int batch) {
        for (int i = 0; i < 40; i++) {
            add(lake, entry(batch * 100 + i));
        }
        for (int i = 0; i < 6; i++) {
            SamplePost post = any(posts).post;
            Instant at = post.indexedAt().plus(minutes(3000));
            deletes.add(post.deleted(rev(at), at));
            lake.add(deletes.getLast());
        }
        Instant now = START.plus(minutes(3000));
        accounts.add(SampleAccount.status(did(), random.nextInt(3) == 0 ? null : "takendown", batch, now));
        lake.add(accounts.getLast());
        lake.flush(batch);
        label(lake, batch);
    }

    /** Says something of most posts that are new; of each in all hours that have a version of it. */
    private void label(SampleLake lake, int batch) {
        for (Entry entry : posts) {
            if (!labelled.contains(entry.post.uri()) && random.nextInt(4) > 0) {
                scores.put(entry.post.uri(), random.nextInt(9) / 4.0 - 1);
            }
            labelled.add(entry.post.uri());
        }
        Map<Instant, Map<String, Map<String, Double>>> hours = new HashMap<>();
        for (Entry entry : posts) {
            if (scores.containsKey(entry.post.uri())) {
                hours.computeIfAbsent(entry.post.indexedAt().truncatedTo(ChronoUnit.HOURS), hour -> new HashMap<>())
                        .put(entry.post.uri(), Map.of("score", scores.get(entry.post.uri())));
            }
        }
        hours.forEach((hour, values) -> lake.addFeatures(batch, hour, List.of("score"), values));
    }

    /** A random request. */
    public Map<String, List<String>> parameters() {
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        List<String> by = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            String one = any(DIMENSIONS);
            String other = any(DIMENSIONS);
            boolean two = random.nextBoolean() && !one.equals(other) && !(TIMES.contains(one) && TIMES.contains(other));
            by.add(two ? one + "," + other : one);
        }
        parameters.put("by", by);
        parameters.put("measures", List.of("count" + (random.nextBoolean() ? ",authors" : "") + (random.nextBoolean() ? ",share" : "")
                + (random.nextInt(3) == 0 ? "," + String.join(",", VALUES) : "")));
        parameters.put("top", List.of(Integer.toString(1 + random.nextInt(8))));
        parameters.put("min_count", List.of(Integer.toString(1 + random.nextInt(3))));
        if (random.nextInt(3) > 0) {
            parameters.put("text", List.of(any(WORDS)));
        }
        if (random.nextInt(4) == 0) {
            parameters.put("username", List.of(did()));
        }
        if (random.nextInt(4) == 0) {
            parameters.put("sample", List.of("0.5"));
        }
        Instant start = START.plus(minutes(3000));
        if (random.nextInt(3) == 0) {
            parameters.put("start", List.of(start.toString()));
        }
        if (random.nextInt(3) == 0) {
            parameters.put("end", List.of(start.plus(minutes(3000)).toString()));
        }
        return parameters;
    }

    /** What a request must be answered. */
    public Answer answer(Map<String, List<String>> parameters) {
        List<Entry> all = visible().stream().filter(entry -> isInRange(entry, parameters)).toList();
        List<Entry> found = all.stream().filter(entry -> isFound(entry, parameters)).toList();
        List<String> by = parameters.get("by");
        List<Expected> tables = (by.isEmpty() ? List.of("") : by)
                .stream().map(names -> expected(names, found, all, parameters)).toList();
        return new Answer(found.size(), tables);
    }

    private Expected expected(String names, List<Entry> found, List<Entry> all, Map<String, List<String>> parameters) {
        List<String> by = names.isEmpty() ? List.of() : List.of(names.split(","));
        Map<List<String>, Set<Entry>> counted = group(by, found);
        Map<List<String>, Set<Entry>> whole = group(by, all);
        List<String> values = by.stream().filter(name -> !TIMES.contains(name)).toList();
        int top = Integer.parseInt(parameters.get("top").getFirst());
        int least = Integer.parseInt(parameters.get("min_count").getFirst());
        Map<List<String>, Set<Entry>> ranked = group(values, found);
        List<List<String>> order = ranked.entrySet().stream()
                .filter(value -> value.getValue().size() >= least)
                .sorted(Comparator.comparing((Map.Entry<List<String>, Set<Entry>> value) -> -rows(values, value))
                        .thenComparing(Map.Entry::getKey, AggregateModel::compare))
                .map(Map.Entry::getKey)
                .toList();
        List<List<String>> shown = values.isEmpty() ? List.of(List.of()) : order.stream().limit(top).toList();
        List<String> times = by.size() == values.size() ? List.of() : times(by, found, parameters);
        List<String> lines = new ArrayList<>();
        for (List<String> key : keys(by, shown, times)) {
            lines.add(line(key, counted.getOrDefault(key, Set.of()), whole.getOrDefault(key, Set.of()), parameters));
        }
        return new Expected(lines, !values.isEmpty() && order.size() > top);
    }

    private static int rows(List<String> values, Map.Entry<List<String>, Set<Entry>> group) {
        return values.isEmpty() ? 0 : group.getValue().size();
    }

    private static int compare(List<String> one, List<String> other) {
        for (int i = 0; i < one.size(); i++) {
            int order = BY_BYTES.compare(one.get(i), other.get(i));
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    private static List<List<String>> keys(List<String> by, List<List<String>> values, List<String> times) {
        if (by.stream().noneMatch(TIMES::contains)) {
            return values;
        }
        List<List<String>> keys = new ArrayList<>();
        if (by.size() == 1) {
            times.forEach(time -> keys.add(List.of(time)));
        } else if (TIMES.contains(by.getFirst())) {
            times.forEach(time -> values.forEach(value -> keys.add(List.of(time, value.getFirst()))));
        } else {
            values.forEach(value -> times.forEach(time -> keys.add(List.of(value.getFirst(), time))));
        }
        return keys;
    }

    private String line(List<String> key, Set<Entry> found, Set<Entry> all, Map<String, List<String>> parameters) {
        String measures = parameters.get("measures").getFirst();
        long authors = found.stream().map(entry -> entry.post.did()).distinct().count();
        String share = all.isEmpty() ? "-" : Double.toString((double) found.size() / all.size());
        return key + " " + found.size() + " " + (measures.contains("authors") ? authors : "-") + " "
                + (measures.contains("share") ? share : "-") + (measures.contains("score") ? " " + values(found) : " []");
    }

    /** Of the values in their order, the ends, the mean, and those that half and nine tenths do not exceed. */
    private List<Double> values(Set<Entry> found) {
        List<Double> values = found.stream()
                .map(entry -> scores.get(entry.post.uri()))
                .filter(Objects::nonNull)
                .sorted()
                .toList();
        if (values.isEmpty()) {
            return Arrays.asList(null, null, null, null, null);
        }
        int count = values.size();
        double sum = values.stream().mapToDouble(value -> value).sum();
        return List.of(
                values.getFirst(), values.getLast(), sum / count, values.get((count + 1) / 2 - 1), values.get((9 * count + 9) / 10 - 1));
    }

    private static Map<List<String>, Set<Entry>> group(List<String> by, List<Entry> entries) {
        Map<List<String>, Set<Entry>> groups = new HashMap<>();
        if (by.isEmpty()) {
            groups.put(List.of(), new LinkedHashSet<>(entries));
            return groups;
        }
        for (Entry entry : entries) {
            for (String first : values(entry, by.getFirst())) {
                for (String second : by.size() == 1 ? Set.of("") : values(entry, by.get(1))) {
                    List<String> key = by.size() == 1 ? List.of(first) : List.of(first, second);
                    groups.computeIfAbsent(key, some -> new LinkedHashSet<>()).add(entry);
                }
            }
        }
        return groups;
    }

    private static Set<String> values(Entry entry, String dimension) {
        return switch (dimension) {
            case "author" -> Set.of(entry.post.did());
            case "lang" -> some(entry.post.langs().stream().map(lang -> lang.toLowerCase(Locale.ROOT)).toList());
            case "hashtag" ->
                some(entry.tags.stream()
                        .map(tag -> Normalizer.normalize(tag.toLowerCase(Locale.ROOT), Normalizer.Form.NFC))
                        .toList());
            case "domain" -> some(entry.post.links().stream().map(AggregateModel::host).toList());
            case "mention" -> some(entry.mentions);
            case "has" -> features(entry);
            default -> Set.of(floor(dimension, entry.post.sortAt()));
        };
    }

    private static Set<String> features(Entry entry) {
        Set<String> features = new TreeSet<>();
        Map<String, Boolean> all = Map.of(
                "image", entry.images > 0,
                "video", entry.video,
                "link", !entry.post.links().isEmpty(),
                "quote", entry.quote,
                "reply", entry.post.replyUri() != null,
                "alt", entry.alt);
        all.forEach((feature, there) -> {
            if (there) {
                features.add(feature);
            }
        });
        return features;
    }

    private static String host(String link) {
        if (!link.contains("://")) {
            return "";
        }
        String host = URI.create(link).getHost().toLowerCase(Locale.ROOT);
        return host.replaceFirst("\\.$", "").replaceFirst("^www\\.", "");
    }

    private static Set<String> some(Collection<String> values) {
        return values.stream().filter(value -> !value.isEmpty()).collect(Collectors.toSet());
    }

    private static String floor(String dimension, Instant instant) {
        LocalDateTime utc = LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
        LocalDate day = utc.toLocalDate();
        LocalDateTime start = switch (dimension) {
            case "hour" -> day.atTime(utc.getHour(), 0);
            case "day" -> day.atStartOfDay();
            case "week" -> day.minusDays(day.getDayOfWeek().getValue() - 1L).atStartOfDay();
            default -> LocalDate.of(day.getYear(), day.getMonth(), 1).atStartOfDay();
        };
        return start.toInstant(ZoneOffset.UTC).toString();
    }

    /** Hour by hour, of which each is in some span. */
    private static List<String> times(List<String> by, List<Entry> found, Map<String, List<String>> parameters) {
        String dimension = by.stream().filter(TIMES::contains).findFirst().orElseThrow();
        List<Instant> sorted = found.stream().map(entry -> entry.post.sortAt()).sorted().toList();
        if (sorted.isEmpty() && !(parameters.containsKey("start") && parameters.containsKey("end"))) {
            return List.of();
        }
        Instant first = parameters.containsKey("start") ? time(parameters, "start") : sorted.getFirst();
        Instant last = parameters.containsKey("end") ? time(parameters, "end").minusNanos(1000) : sorted.getLast();
        if (last.isBefore(first)) {
            return List.of();
        }
        Set<String> times = new TreeSet<>();
        for (Instant hour = first; hour.isBefore(last); hour = hour.plus(Duration.ofMinutes(30))) {
            times.add(floor(dimension, hour));
        }
        times.add(floor(dimension, last));
        return List.copyOf(times);
    }

    private static Instant time(Map<String, List<String>> parameters, String name) {
        return Instant.parse(parameters.get(name).getFirst());
    }

    private static boolean isInRange(Entry entry, Map<String, List<String>> parameters) {
        Instant at = entry.post.sortAt();
        boolean sampled = !parameters.containsKey("sample") || isInHalf(entry.post.uri());
        return sampled
                && !(parameters.containsKey("start") && at.isBefore(time(parameters, "start")))
                && !(parameters.containsKey("end") && !at.isBefore(time(parameters, "end")));
    }

    private static boolean isFound(Entry entry, Map<String, List<String>> parameters) {
        String word = parameters.getOrDefault("text", List.of("")).getFirst();
        String did = parameters.getOrDefault("username", List.of(entry.post.did())).getFirst();
        return did.equals(entry.post.did()) && Folding.compared(entry.post.text()).contains(Folding.of(word));
    }

    private static boolean isInHalf(String uri) {
        try {
            byte[] digest = MessageDigest.getInstance("MD5").digest(uri.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).compareTo("80000000") < 0;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<Entry> visible() {
        Map<String, Entry> newest = new HashMap<>();
        for (Entry entry : posts) {
            newest.merge(entry.post.uri(), entry, (one, other) -> isLater(other.post, one.post) ? other : one);
        }
        return newest.values().stream()
                .filter(entry -> deletes.stream().noneMatch(delete -> hides(delete, entry.post)))
                .filter(entry -> !isGone(entry.post.did()))
                .toList();
    }

    private static boolean isLater(SamplePost one, SamplePost other) {
        int order = one.rev().compareTo(other.rev());
        return order > 0 || (order == 0 && one.indexedAt().isAfter(other.indexedAt()));
    }

    private static boolean hides(SampleDelete delete, SamplePost post) {
        return delete.did().equals(post.did()) && delete.rkey().equals(post.rkey()) && delete.rev().compareTo(post.rev()) >= 0;
    }

    private boolean isGone(String did) {
        return accounts.stream()
                .filter(account -> account.did().equals(did))
                .max(Comparator.comparing(SampleAccount::indexedAt).thenComparingLong(SampleAccount::seq))
                .map(account -> !account.active())
                .orElse(false);
    }

    private void add(SampleLake lake, Entry entry) {
        posts.add(entry);
        lake.add(entry.post);
        lake.execute(
                "UPDATE posts SET hashtags = ?, mention_dids = ?, image_count = ?, has_video = ?, quote_uri = ?, raw_data = ?"
                        + " WHERE uri = ? AND rev = ? AND indexed_at = ?",
                entry.tags, entry.mentions, entry.images, entry.video, entry.quote ? "at://did:plc:q/app.bsky.feed.post/1" : null,
                entry.alt ? "{\"images\":[{\"alt\": \"said\"}]}" : "{\"alt\":\"\"}", entry.post.uri(), entry.post.rev(),
                entry.post.indexedAt());
    }

    private Entry entry(int serial) {
        if (!posts.isEmpty() && random.nextInt(10) == 0) {
            return any(posts);
        }
        SamplePost post = !posts.isEmpty() && random.nextInt(6) == 0 ? update(any(posts).post) : post(serial);
        return new Entry(
                post, some(TAGS, 4), some(List.of("did:plc:a", "did:plc:m"), 2), random.nextInt(2), random.nextInt(4) == 0,
                random.nextInt(4) == 0, random.nextInt(4) == 0);
    }

    private SamplePost post(int serial) {
        SamplePost post = SamplePost.of(did(), "k" + serial, text(), START.plus(minutes(3000)));
        Instant at = post.sortAt().plus(minutes(59));
        SamplePost written = new SamplePost(
                post.did(), post.rkey(), rev(at), post.operation(), post.text(), post.createdAt(), at, post.sortAt(),
                random.nextInt(3) == 0 ? "at://did:plc:r/app.bsky.feed.post/1" : null, some(LANGS, 2), List.of());
        return written.links(some(LINKS, 3).toArray(String[]::new));
    }

    private SamplePost update(SamplePost post) {
        Instant at = post.indexedAt().plus(minutes(2000));
        return post.updated(rev(at), text(), at);
    }

    private static String rev(Instant instant) {
        return String.format(Locale.ROOT, "3k%015d", instant.toEpochMilli());
    }

    private String text() {
        return any(WORDS) + " " + any(WORDS);
    }

    private String did() {
        return "did:plc:" + "abcdef".charAt(random.nextInt(6));
    }

    private Duration minutes(int most) {
        return Duration.ofMinutes(random.nextInt(most));
    }

    private List<String> some(List<String> values, int most) {
        List<String> some = new ArrayList<>();
        for (int i = random.nextInt(most + 1); i > 0; i--) {
            some.add(any(values));
        }
        return some;
    }

    private <T> T any(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
