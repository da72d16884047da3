package dev.skytrove.search;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.skytrove.functions.Times;
import dev.skytrove.query.SearchPage;
import dev.skytrove.query.criteria.SearchCriteria;
import dev.skytrove.query.posts.PostResult;
import dev.skytrove.runtime.http.Problem;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpStatus;
import io.micronaut.json.JsonMapper;
import io.micronaut.serde.annotation.Serdeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The JSON of {@code app.bsky.feed.searchPosts}. Records go into it as they are. */
final class SearchPostsAnswer {
    /** What the network shows where it knows no handle. */
    private static final String NO_HANDLE = "handle.invalid";

    private static final String NO_RECORD = "{}";

    /** The largest whole number up to which a client in JavaScript tells all apart. */
    private static final double MOST_COUNTED = (1L << 53) - 1;

    private SearchPostsAnswer() {}

    /** An author, as {@code app.bsky.actor.defs#profileViewBasic} has it. */
    @Serdeable.Serializable
    record Author(String did, String handle) {}

    /** A post but for its record, as {@code app.bsky.feed.defs#postView} has it; counts that nobody knows are not in it. */
    @Serdeable.Serializable
    record Post(
            String uri,
            @Nullable String cid,
            Author author,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Long replyCount,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Long repostCount,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Long likeCount,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Long quoteCount,
            String indexedAt) {
        static Post of(PostResult post) {
            String handle = post.handle() == null ? NO_HANDLE : post.handle();
            return new Post(
                    post.uri(),
                    post.cid(),
                    new Author(post.authorDid(), handle),
                    count(post, "reply_count"),
                    count(post, "repost_count"),
                    count(post, "like_count"),
                    count(post, "quote_count"),
                    Times.format(post.indexedAt()));
        }

        /** What a feature says, if it can be a count; null if it says none. */
        private static @Nullable Long count(PostResult post, String feature) {
            Double value = post.feature(feature);
            return value == null || !(value >= 0 && value <= MOST_COUNTED) ? null : Math.round(value);
        }
    }

    /** An error, as XRPC has it. */
    @Serdeable.Serializable
    record Failure(String error, String message) {}

    /**
     * The answer.
     *
     * @param records the JSON of posts' records, by their URIs
     */
    static String of(SearchPage page, SearchCriteria criteria, Map<String, String> records, JsonMapper json) {
        List<String> members = new ArrayList<>();
        page.next().ifPresent(next -> members.add("\"cursor\":" + text(criteria.cursor(next), json)));
        page.total().ifPresent(total -> members.add("\"hitsTotal\":" + total));
        List<String> posts = page.posts().stream()
                .map(post -> post(post, records.getOrDefault(post.uri(), NO_RECORD), json))
                .toList();
        members.add("\"posts\":[" + String.join(",", posts) + "]");
        return "{" + String.join(",", members) + "}";
    }

    /** What an error says. */
    static String error(HttpStatus status, Problem problem, JsonMapper json) {
        String name = switch (status) {
            case BAD_REQUEST -> "InvalidRequest";
            case TOO_MANY_REQUESTS -> "RateLimitExceeded";
            case SERVICE_UNAVAILABLE -> "NotEnoughResources";
            default -> "InternalServerError";
        };
        String accepts = problem.accepts().isEmpty() ? "" : "; " + problem.parameter() + " accepts " + problem.accepts();
        return text(new Failure(name, problem.detail() + accepts), json);
    }

    private static String post(PostResult post, String record, JsonMapper json) {
        String view = text(Post.of(post), json);
        return view.substring(0, view.length() - 1) + ",\"record\":" + record + "}";
    }

    private static String text(Object value, JsonMapper json) {
        try {
            return json.writeValueAsString(value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
