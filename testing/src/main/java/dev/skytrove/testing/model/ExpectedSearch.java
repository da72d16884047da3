package dev.skytrove.testing.model;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What searches must find in an {@link ExpectedLake}: the posts that are to be seen, by scanning all of them. */
public final class ExpectedSearch {
    private static final String NO_HANDLE = "handle.invalid";
    private static final Pattern SPACE = Pattern.compile("[\\s\\p{Z}]+");
    private static final Comparator<Row> NEWEST_FIRST =
            Comparator.comparing((Row row) -> row.time("sort_at")).reversed().thenComparing(row -> row.text("uri"));

    private final List<Row> visible;
    private final Map<String, String> handles = new HashMap<>();
    private final Map<String, String> owners = new HashMap<>();

    /** Searches in what a lake must hold. */
    public ExpectedSearch(ExpectedLake lake) {
        List<Row> accounts = new ArrayList<>(lake.rows("accounts"));
        accounts.sort(Comparator.comparing(ExpectedSearch::toldAt)
                .thenComparing(row -> row.time("indexed_at"))
                .thenComparing(row -> (Long) row.get("seq")));
        accounts.forEach(this::learnHandle);
        visible = visible(lake, gone(accounts));
    }

    /** All posts that a search for everything finds, in its order. */
    public List<Row> visible() {
        return visible;
    }

    /** The posts that a search finds, in the order in which it lists them. */
    public List<Row> find(SearchRequest request) {
        Optional<String> author = author(request.username());
        if (author.isEmpty()) {
            return List.of();
        }
        return visible.stream()
                .filter(post -> author.get().isEmpty() || author.get().equals(post.get("author_did")))
                .filter(post -> !post.time("sort_at").isBefore(request.start()))
                .filter(post -> post.time("sort_at").isBefore(request.end()))
                .filter(post -> matches(post, request))
                .toList();
    }

    /** The handle that an account took last; empty if none is known. */
    public Optional<String> handle(String did) {
        return Optional.ofNullable(handles.get(did));
    }

    /** The DID asked for, an empty one for everybody, or nothing for a handle that is unknown. */
    private Optional<String> author(String username) {
        return username.isEmpty() || username.startsWith("did:")
                ? Optional.of(username)
                : Optional.ofNullable(owners.get(username.replaceFirst("^@", "").toLowerCase(Locale.ROOT)));
    }

    private void learnHandle(Row account) {
        String handle = account.get("handle") == null ? "" : account.text("handle");
        if (!account.get("kind").equals("identity") || handle.isEmpty()) {
            return;
        }
        if (handle.toLowerCase(Locale.ROOT).equals(NO_HANDLE)) {
            handles.remove(account.text("did"));
        } else {
            handles.put(account.text("did"), handle);
            owners.put(handle.toLowerCase(Locale.ROOT), account.text("did"));
        }
    }

    /** What the event states, if that is in the week before it was seen. */
    private static Instant toldAt(Row account) {
        Instant seen = account.time("indexed_at");
        Instant stated = account.get("event_at") == null ? Instant.MIN : account.time("event_at");
        return stated.isAfter(seen) || stated.isBefore(seen.minus(Duration.ofDays(7))) ? seen : stated;
    }

    /** Later events undo what earlier ones said. */
    private static Set<String> gone(List<Row> accounts) {
        Map<String, Row> latest = new HashMap<>();
        accounts.stream()
                .filter(account -> account.get("kind").equals("account"))
                .forEach(account -> latest.put(account.text("did"), account));
        return latest.values().stream()
                .filter(account -> !Boolean.TRUE.equals(account.get("active")))
                .map(account -> account.text("did"))
                .collect(Collectors.toSet());
    }

    private static List<Row> visible(ExpectedLake lake, Set<String> gone) {
        Map<String, Row> newest = new HashMap<>();
        lake.rows("posts").forEach(post -> newest.merge(post.text("uri"), post, ExpectedSearch::newer));
        for (Row delete : lake.rows("deletes")) {
            newest.computeIfPresent(delete.text("uri"), (uri, post) -> compare(delete, post) >= 0 ? null : post);
        }
        for (Row large : lake.rows("oversized")) {
            boolean post = "app.bsky.feed.post".equals(large.get("collection"));
            newest.computeIfPresent(
                    String.valueOf(large.get("uri")), (uri, older) -> post && compare(large, older) > 0 ? null : older);
        }
        return newest.values().stream()
                .filter(post -> !gone.contains(post.text("author_did")))
                .sorted(NEWEST_FIRST)
                .toList();
    }

    private static Row newer(Row one, Row other) {
        return compare(one, other) < 0 ? other : one;
    }

    private static int compare(Row one, Row other) {
        return one.text("rev").compareTo(other.text("rev"));
    }

    private static boolean matches(Row post, SearchRequest request) {
        List<String> words = SPACE.splitAsStream(request.text()).filter(word -> !word.isEmpty()).toList();
        if (words.isEmpty()) {
            return true;
        }
        String text = post.text("text") == null ? "" : Folding.compared(post.text("text"));
        return request.exact()
                ? text.contains(Folding.of(request.text()))
                : words.stream().allMatch(word -> text.contains(Folding.of(word)));
    }
}
