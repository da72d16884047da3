package dev.skytrove.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skytrove.query.criteria.SearchCriteria;
import dev.skytrove.testing.lake.SampleAccount;
import dev.skytrove.testing.lake.SampleDelete;
import dev.skytrove.testing.lake.SampleLake;
import dev.skytrove.testing.lake.SamplePost;
import dev.skytrove.testing.model.Folding;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Random lakes and searches, compared with a search that simply looks at every row. */
final class TestPostSearchAgainstModel {
    private static final long SEED = 20260704;
    private static final Instant START = Instant.parse("2026-07-04T00:00:00Z");
    private static final List<String> WORDS = List.of("Red", "green", "BLUE", "%", "_", "rot", "grün", "Ъ", "😀",
            "gru\u0308n", "ｶﾞﾝ", "ガン", "Straße", "strasse", "ΟΔΌΣ", "οδός", "한글", "\u1112\u1161\u11ab글", "❤\ufe0f",
            "❤", "bl\u200bue", "ＢＬＵＥ", "don’t", "don't", "ﬁn", "İx", "ışık");
    private static final List<String> STATUSES = List.of("deleted", "suspended", "throttled", "takendown");

    /** Of events that state the time at which they are seen. */
    private static final Comparator<SampleAccount> LATEST =
            Comparator.comparing(SampleAccount::indexedAt).thenComparingLong(SampleAccount::seq);

    private final Random random = new Random(SEED);
    private final List<SamplePost> posts = new ArrayList<>();
    private final List<SampleDelete> deletes = new ArrayList<>();
    private final List<SampleAccount> accounts = new ArrayList<>();

    @TempDir
    private Path directory;

    @Test
    void i4SearchesFindWhatTheModelFinds() {
        fillAndCompare((lake, search) -> {});
    }

    @Test
    void i4SearchesFindTheSameWithADigestOfAccounts() {
        fillAndCompare((lake, search) -> {
            if (random.nextInt(3) > 0) {
                search.digestAccounts();
            }
            if (random.nextInt(3) == 0) {
                compactAccounts(lake);
            }
        });
    }

    private void fillAndCompare(BiConsumer<SampleLake, PostSearch> afterFlush) {
        try (SampleLake lake = SampleLake.in(directory.resolve("lake"));
                PostSearch search = TestingSearch.open(lake.storage(), directory.resolve("cache"))) {
            for (int batch = 1; batch <= 8; batch++) {
                fill(batch * 20);
                posts.subList(Math.max(0, posts.size() - 20), posts.size()).forEach(lake::add);
                deletes.subList(Math.max(0, deletes.size() - 4), deletes.size()).forEach(lake::add);
                accounts.subList(Math.max(0, accounts.size() - 2), accounts.size()).forEach(lake::add);
                lake.flush(batch);
                afterFlush.accept(lake, search);
                for (int i = 0; i < 15; i++) {
                    compare(search, parameters());
                }
            }
        }
    }

    /** Of one hour of account events, with what is replaced gone or still there. */
    private void compactAccounts(SampleLake lake) {
        Instant hour = any(accounts).indexedAt();
        List<String> flushed = lake.flushed("accounts", hour, 1, 8);
        if (!flushed.isEmpty()) {
            lake.compact("accounts", hour, 1, 8);
            flushed.stream().filter(name -> random.nextBoolean()).forEach(lake::delete);
        }
    }

    /** Adds a batch: posts, some of them versions or copies of earlier ones, deletes and account events. */
    private void fill(int serial) {
        for (int i = 0; i < 20; i++) {
            posts.add(post(serial + i));
        }
        for (int i = 0; i < 4; i++) {
            SamplePost post = any(posts);
            Instant at = post.indexedAt().plus(minutes(300));
            deletes.add(post.deleted(rev(at), at.minus(clockError())));
        }
        Instant now = START.plus(minutes(1000));
        accounts.add(SampleAccount.identity(did(), handle(random.nextInt(8)), serial, now));
        accounts.add(SampleAccount.status(did(), random.nextBoolean() ? null : any(STATUSES), serial + 1L, now));
    }

    private SamplePost post(int serial) {
        SamplePost post = SamplePost.of(did(), "k" + serial, text(), START.plus(minutes(1000)));
        return switch (posts.isEmpty() ? 9 : random.nextInt(10)) {
            case 0, 1 -> update(any(posts));
            case 2 -> any(posts);
            default -> {
                Instant indexedAt = post.sortAt().plus(minutes(59));
                yield post.indexedAt(indexedAt).rev(rev(indexedAt));
            }
        };
    }

    private SamplePost update(SamplePost post) {
        Instant at = post.indexedAt().plus(minutes(600));
        return post.updated(rev(at), text(), at.minus(clockError()));
    }

    /** Revisions grow with the time of the author's server, which is not quite the network's. */
    private static String rev(Instant instant) {
        return String.format(Locale.ROOT, "3k%015d", instant.toEpochMilli());
    }

    private Duration clockError() {
        return random.nextInt(4) == 0 ? minutes(50) : Duration.ZERO;
    }

    private String[] parameters() {
        List<String> parameters = new ArrayList<>(List.of("limit", Integer.toString(3 + random.nextInt(60))));
        if (random.nextInt(3) > 0) {
            parameters.addAll(List.of("text", any(WORDS) + (random.nextBoolean() ? " " + any(WORDS) : "")));
            parameters.addAll(List.of("exact", Boolean.toString(random.nextInt(4) == 0)));
        }
        if (random.nextInt(4) == 0) {
            parameters.addAll(List.of("username", random.nextBoolean() ? did() : name(random.nextInt(8))));
        }
        if (random.nextInt(3) == 0) {
            Instant start = START.plus(minutes(1000));
            parameters.addAll(List.of("start", start.toString(), "end", start.plus(minutes(600)).toString()));
        }
        return parameters.toArray(String[]::new);
    }

    private void compare(PostSearch search, String[] parameters) {
        SearchCriteria criteria = TestingSearch.criteria(parameters);
        List<String> found = new ArrayList<>();
        Optional<SearchCriteria> next = Optional.of(criteria);
        while (next.isPresent()) {
            SearchPage page = search.search(next.get());
            assertThat(page.posts()).hasSizeLessThanOrEqualTo(criteria.limit());
            page.posts().forEach(post -> found.add(post.uri() + " " + post.rev()));
            next = page.next().map(criteria::after);
        }
        assertThat(found)
                .describedAs("seed %s, %s posts, %s", SEED, posts.size(), List.of(parameters))
                .isEqualTo(model(criteria, parameters));
    }

    private List<String> model(SearchCriteria criteria, String[] parameters) {
        Map<String, String> asked = new HashMap<>();
        for (int i = 0; i < parameters.length; i += 2) {
            asked.put(parameters[i], parameters[i + 1]);
        }
        List<String> needles = needles(asked.getOrDefault("text", ""), Boolean.parseBoolean(asked.get("exact")));
        String username = asked.getOrDefault("username", "");
        return newest().values().stream()
                .filter(post -> deletes.stream().noneMatch(delete -> hides(delete, post)))
                .filter(post -> !isGone(post.did()))
                .filter(post -> isBy(username, post.did()))
                .filter(post -> !post.sortAt().isBefore(criteria.range().start()))
                .filter(post -> post.sortAt().isBefore(criteria.range().end()))
                .filter(post -> needles.stream().allMatch(needle -> contains(post, needle)))
                .sorted(Comparator.comparing(SamplePost::sortAt).reversed().thenComparing(SamplePost::uri))
                .map(post -> post.uri() + " " + post.rev())
                .toList();
    }

    private Map<String, SamplePost> newest() {
        Map<String, SamplePost> newest = new HashMap<>();
        posts.forEach(post -> newest.merge(
                post.uri(), post, (one, other) -> one.rev().compareTo(other.rev()) >= 0 ? one : other));
        return newest;
    }

    private static boolean hides(SampleDelete delete, SamplePost post) {
        return delete.did().equals(post.did())
                && delete.rkey().equals(post.rkey())
                && delete.rev().compareTo(post.rev()) >= 0;
    }

    private boolean isGone(String did) {
        return accounts.stream()
                .filter(account -> account.did().equals(did) && account.kind().equals("account"))
                .max(LATEST)
                .filter(account -> !account.active())
                .isPresent();
    }

    private static List<String> needles(String text, boolean exact) {
        return exact ? List.of(text) : List.of(text.split(" ", -1));
    }

    private boolean isBy(String username, String did) {
        if (username.isEmpty() || username.startsWith("did:")) {
            return username.isEmpty() || username.equals(did);
        }
        return accounts.stream()
                .filter(account -> username.equalsIgnoreCase(account.handle()))
                .max(LATEST)
                .filter(account -> account.did().equals(did))
                .isPresent();
    }

    private static boolean contains(SamplePost post, String needle) {
        return Folding.of(post.text()).contains(Folding.of(needle));
    }

    private String did() {
        return "did:plc:" + "abcdef".charAt(random.nextInt(6));
    }

    /** Handles are the same in any case. */
    private String handle(int number) {
        return random.nextBoolean() ? name(number) : name(number).toUpperCase(Locale.ROOT);
    }

    private static String name(int number) {
        return "name" + number + ".example";
    }

    private String text() {
        return any(WORDS) + " " + any(WORDS) + any(WORDS) + " " + any(WORDS);
    }

    private Duration minutes(int most) {
        return Duration.ofMinutes(random.nextInt(most));
    }

    private <T> T any(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
