package dev.skytrove.functions;

import dev.skytrove.query.PostSearch;
import dev.skytrove.query.admission.Cancellation;
import dev.skytrove.query.criteria.CriteriaParser;
import dev.skytrove.query.criteria.SearchCriteria;
import dev.skytrove.query.criteria.TimeRange;
import dev.skytrove.query.read.SearchMeta;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MutableHttpResponse;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Answers over hours that are over: each has an {@code ETag}, made of what was asked for and of the names of all files that
 * it could be read from, as they are listed now. Whoever has that answer is told so, and one that is asked for again is
 * kept. What arrives or is taken back changes the files, and so the tag: no answer is older than the listing.
 *
 * <p>The tag is a weak one: answers tell how long they took, so two of the same posts differ in that.
 */
@Singleton
public final class ClosedAnswers {
    /** What is known to depend on nothing else than these files. */
    private static final Set<String> PLAIN = Stream.concat(
                    CriteriaParser.filtersOfPosts().stream(),
                    Stream.of("limit", "cursor", "sort", "seed", "count", "incomplete", "fields", "snapshot", "by", "measures",
                            "top", "min_count", "format"))
            .collect(Collectors.toUnmodifiableSet());

    /** What {@code by} and {@code measures} have that ask of a feature: features have files of their own. */
    private static final String OF_FEATURE = ":";

    private static final Set<String> PLAIN_ORDERS = Set.of("", "newest", "oldest", "random");

    /** To be asked again each time, which costs a listing. */
    private static final String CACHE_CONTROL = "no-cache";

    private final PostSearch search;
    private final AnswerCache cache;
    private final Clock clock;

    ClosedAnswers(PostSearch search, AnswerCache cache, Clock clock) {
        this.search = search;
        this.cache = cache;
        this.clock = clock;
    }

    /**
     * Answers a request.
     *
     * @param make the answer, if nobody has it
     * @return 200, or 304 if the client has it
     */
    public CompletableFuture<MutableHttpResponse<byte[]>> answer(
            HttpRequest<?> request,
            SearchCriteria criteria,
            Cancellation cancellation,
            Supplier<CompletableFuture<Answer>> make) {
        Map<String, List<String>> parameters = QueryRequests.parameters(request);
        if (!isClosed(criteria) || !isPlain(parameters)) {
            return make.get().thenApply(Answer::response);
        }
        return search.state(criteria, cancellation).thenCompose(state -> {
            String tag = tag(request.getPath(), criteria, parameters, state);
            if (has(request, tag)) {
                return CompletableFuture.completedFuture(tagged(HttpResponse.notModified(), tag));
            }
            return cache.get(tag)
                    .map(CompletableFuture::completedFuture)
                    .orElseGet(() -> make.get().thenApply(answer -> kept(tag, answer)))
                    .thenApply(answer -> answer.lasting() ? tagged(answer.response(), tag) : answer.response());
        });
    }

    /**
     * Whether the same files make the same answer at any time: not where one could not be read, nor where a warning tells of
     * more than is in them, such as of handles that the network knows.
     */
    public static boolean isLasting(SearchMeta meta) {
        return meta.isComplete() && meta.warning().isEmpty();
    }

    private Answer kept(String tag, Answer answer) {
        if (answer.lasting()) {
            cache.put(tag, answer);
        }
        return answer;
    }

    private boolean isClosed(SearchCriteria criteria) {
        return !criteria.range().equals(TimeRange.ALL)
                && !criteria.range().end().isAfter(clock.instant().truncatedTo(ChronoUnit.HOURS));
    }

    private static boolean isPlain(Map<String, List<String>> parameters) {
        return PLAIN.containsAll(parameters.keySet())
                && Stream.of("by", "measures")
                        .flatMap(name -> parameters.getOrDefault(name, List.of()).stream())
                        .noneMatch(value -> value.contains(OF_FEATURE))
                && parameters.getOrDefault("fields", List.of()).stream().noneMatch(value -> value.contains("features"))
                && PLAIN_ORDERS.containsAll(parameters.getOrDefault("sort", List.of()));
    }

    /** Of the criteria, which have no relative time any more, and of what else the request says. */
    private static String tag(
            String path, SearchCriteria criteria, Map<String, List<String>> parameters, String state) {
        Map<String, List<String>> others = new TreeMap<>(parameters);
        others.remove("start");
        others.remove("end");
        return "W/\"" + hash(path + '\0' + criteria + '\0' + others + '\0' + state) + '"';
    }

    private static String hash(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean has(HttpRequest<?> request, String tag) {
        return request.getHeaders().getAll(HttpHeaders.IF_NONE_MATCH).stream()
                .flatMap(field -> List.of(field.split(",", -1)).stream())
                .map(String::strip)
                .anyMatch(known -> known.equals(tag) || ("W/" + known).equals(tag));
    }

    private static MutableHttpResponse<byte[]> tagged(MutableHttpResponse<byte[]> response, String tag) {
        return response.header(HttpHeaders.ETAG, tag).header(HttpHeaders.CACHE_CONTROL, CACHE_CONTROL);
    }
}
