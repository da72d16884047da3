package dev.skytrove.testing.query;

import dev.skytrove.testing.lake.SampleAccount;
import dev.skytrove.testing.lake.SampleDelete;
import dev.skytrove.testing.lake.SampleKey;
import dev.skytrove.testing.lake.SampleLake;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A made-up lake, written in batches, and what may be seen of it. Posts are in many scripts; some are edited, deleted, there
 * twice, of accounts that are gone or that come back.
 */
public final class ModelLake {
    /** When its first post is. */
    public static final Instant START = Instant.parse("2026-07-04T10:00:00Z");

    /** How long it goes on. */
    public static final Duration LENGTH = Duration.ofMinutes(70);

    private static final Comparator<SampleAccount> LATEST =
            Comparator.comparing(SampleAccount::indexedAt).thenComparingLong(SampleAccount::seq);

    private final Random random;
    private final Vocabulary vocabulary;
    private final List<ModelPost> posts = new ArrayList<>();
    /** By hour, then by URI: what is said of a version is said in its hour. */
    private final Map<Instant, Map<String, Map<String, Double>>> features = new HashMap<>();
    private final List<SampleDelete> deletes = new ArrayList<>();
    private final List<SampleAccount> accounts = new ArrayList<>();
    private int serial;

    private ModelLake(Random random) {
        this.random = random;
        this.vocabulary = new Vocabulary(random);
    }

    /** Writes a lake of so many batches and posts in each. */
    public static ModelLake write(SampleLake lake, Random random, int batches, int postsEach) {
        ModelLake model = new ModelLake(random);
        for (int batch = 1; batch <= batches; batch++) {
            model.fill(lake, postsEach);
            lake.flush(batch);
            model.label(lake, batch);
        }
        return model;
    }

    /** Adds some of its posts to the next batch once more, as the network delivers them again: that changes nothing to be seen. */
    public void repeat(SampleLake lake, Random chosen, int count) {
        for (int i = 0; i < count; i++) {
            posts.get(chosen.nextInt(posts.size())).add(lake);
        }
        SampleDelete delete = deletes.get(chosen.nextInt(deletes.size()));
        lake.add(delete);
    }

    /** The hours that it may have files of. */
    public static List<Instant> hours() {
        return Stream.iterate(START, hour -> hour.plus(Duration.ofHours(1))).limit(4).toList();
    }

    /** The posts that may be seen. */
    public List<ModelPost> visible() {
        Map<String, ModelPost> newest = new HashMap<>();
        posts.forEach(post -> newest.merge(post.uri(), post, ModelLake::newer));
        Set<String> gone = gone();
        return newest.values().stream()
                .filter(post -> !gone.contains(post.did()))
                .filter(post -> deletes.stream().noneMatch(delete -> hides(delete, post)))
                .toList();
    }

    /** The account that had a handle last. */
    public Optional<String> owner(String handle) {
        return accounts.stream()
                .filter(account -> handle.equalsIgnoreCase(account.handle()))
                .max(LATEST)
                .map(SampleAccount::did);
    }

    /** The accounts that had handles below a domain last. */
    public Set<String> ownersBelow(String domain) {
        Set<String> owners = new HashSet<>();
        accounts.stream()
                .map(SampleAccount::handle)
                .filter(handle -> handle != null && handle.toLowerCase(Locale.ROOT).endsWith("." + domain))
                .forEach(handle -> owners.add(owner(handle).orElseThrow()));
        return owners;
    }

    /** URIs of some of its posts, whether they may be seen or not. */
    public String anyUri() {
        return posts.get(random.nextInt(posts.size())).uri();
    }

    /** The value of a feature that counts: that of the newest batch that has one in the hour of the version. */
    OptionalDouble feature(ModelPost post, String name) {
        Double value = features.getOrDefault(hour(post), Map.of())
                .getOrDefault(post.uri(), Map.of())
                .get(name);
        return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
    }

    /** Somebody says something of some posts, in each hour that has a version of them. */
    private void label(SampleLake lake, int batch) {
        List<String> names = batch == 1 ? Vocabulary.FEATURES : Vocabulary.FEATURES.subList(0, 1);
        Map<Instant, Map<String, Map<String, Double>>> hours = new HashMap<>();
        Map<String, Map<String, Double>> said = new HashMap<>();
        for (ModelPost post : posts) {
            Map<String, Double> values = said.computeIfAbsent(post.uri(), uri -> values(names));
            hours.computeIfAbsent(hour(post), hour -> new HashMap<>())
                    .put(post.uri(), values);
        }
        hours.forEach((hour, values) -> {
            lake.addFeatures(batch, hour, names, values);
            Map<String, Map<String, Double>> known = features.computeIfAbsent(hour, one -> new HashMap<>());
            values.forEach((uri, each) ->
                    known.computeIfAbsent(uri, one -> new HashMap<>()).putAll(each));
        });
    }

    private static Instant hour(ModelPost post) {
        return post.indexedAt().truncatedTo(ChronoUnit.HOURS);
    }

    private Map<String, Double> values(List<String> names) {
        Map<String, Double> values = new HashMap<>();
        for (String name : names) {
            if (random.nextInt(3) > 0) {
                values.put(name, random.nextInt(5) / 4.0);
            }
        }
        return values;
    }

    private void fill(SampleLake lake, int count) {
        for (int i = 0; i < count; i++) {
            ModelPost post = post();
            posts.add(post);
            post.add(lake);
            if (random.nextInt(12) == 0) {
                post.add(lake);
            }
        }
        for (int i = 0; i < count / 10; i++) {
            delete(lake);
            account(lake);
        }
    }

    private ModelPost post() {
        if (posts.size() > 20 && random.nextInt(8) == 0) {
            ModelPost old = posts.get(random.nextInt(posts.size()));
            Instant at = old.indexedAt().plus(minutes(10)).plus(Duration.ofHours(later()));
            return old.edited(rev(at), vocabulary.text(), at);
        }
        Instant sortAt = START.plus(minutes((int) LENGTH.toMinutes()));
        Instant indexedAt = sortAt.plusSeconds(random.nextInt(2400));
        String parent = reference();
        int images = random.nextInt(4) == 0 ? 1 + random.nextInt(4) : 0;
        return new ModelPost(
                vocabulary.did(),
                rkey(indexedAt),
                rev(indexedAt),
                random.nextInt(20) == 0 ? null : vocabulary.text(),
                random.nextInt(5) > 0,
                sortAt,
                indexedAt,
                vocabulary.some(Vocabulary.LANGS),
                parent == null || random.nextBoolean() ? parent : reference(),
                parent,
                reference(),
                images,
                random.nextInt(6) == 0,
                images > 0 && random.nextBoolean() ? vocabulary.alt() : null,
                vocabulary.some(Vocabulary.LINKS),
                vocabulary.some(Vocabulary.TAGS),
                vocabulary.some(Vocabulary.DIDS),
                vocabulary.some(Vocabulary.LABELS));
    }

    /** Most tell the time, as the network's do; some another one, or none. */
    private String rkey(Instant indexedAt) {
        serial++;
        return switch (random.nextInt(8)) {
            case 0 -> "3k" + serial;
            case 1 -> key(START.plus(Duration.ofHours(random.nextInt(4))));
            default -> key(indexedAt);
        };
    }

    /** So many microseconds behind the time, so that keys of one time differ. */
    private String key(Instant time) {
        return SampleKey.at(time.plus(serial, ChronoUnit.MICROS));
    }

    /** How many hours: a version may come long after its post. */
    private int later() {
        return switch (random.nextInt(8)) {
            case 0 -> 24;
            case 1, 2 -> 2;
            case 3, 4 -> 1;
            default -> 0;
        };
    }

    private String reference() {
        return posts.isEmpty() || random.nextInt(3) > 0 ? null : posts.get(random.nextInt(posts.size())).uri();
    }

    private void delete(SampleLake lake) {
        ModelPost post = posts.get(random.nextInt(posts.size()));
        Instant at = post.indexedAt().plus(minutes(20));
        SampleDelete delete = new SampleDelete(post.did(), post.rkey(), rev(at), at);
        deletes.add(delete);
        lake.add(delete);
    }

    private void account(SampleLake lake) {
        Instant at = START.plus(minutes((int) LENGTH.toMinutes()));
        SampleAccount identity = SampleAccount.identity(vocabulary.did(), vocabulary.handle(), serial++, at);
        boolean active = random.nextInt(3) > 0;
        SampleAccount status = SampleAccount.status(vocabulary.did(), active ? null : "suspended", serial++, at);
        accounts.add(identity);
        accounts.add(status);
        lake.add(identity, status);
    }

    private Set<String> gone() {
        Map<String, SampleAccount> latest = new HashMap<>();
        accounts.stream()
                .filter(account -> account.kind().equals("account"))
                .sorted(LATEST)
                .forEach(account -> latest.put(account.did(), account));
        Set<String> gone = new HashSet<>();
        latest.values().stream().filter(account -> !account.active()).forEach(account -> gone.add(account.did()));
        return gone;
    }

    private static ModelPost newer(ModelPost one, ModelPost other) {
        return one.rev().compareTo(other.rev()) >= 0 ? one : other;
    }

    private static boolean hides(SampleDelete delete, ModelPost post) {
        return delete.did().equals(post.did())
                && delete.rkey().equals(post.rkey())
                && delete.rev().compareTo(post.rev()) >= 0;
    }

    /** They grow with time, and none is there twice: times are whole seconds. */
    private String rev(Instant instant) {
        return String.format(Locale.ROOT, "3k%015d", instant.toEpochMilli() + serial++);
    }

    private Duration minutes(int most) {
        return Duration.ofMinutes(random.nextInt(most)).plusSeconds(random.nextInt(3));
    }
}
