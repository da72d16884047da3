package dev.skytrove.search;

import dev.skytrove.query.criteria.Condition;
import dev.skytrove.query.criteria.CriteriaParser;
import dev.skytrove.query.criteria.InvalidParameterException;
import dev.skytrove.query.criteria.Quoted;
import dev.skytrove.query.criteria.SearchCriteria;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The parameters of {@code app.bsky.feed.searchPostsV2}, as searches here have them. */
final class SearchPostsV2Parameters {
    private static final String CURSOR = "cursor";
    private static final String HAS = "has";

    /** Each of the lexicon's that has one value, and what it is here. */
    private static final Map<String, String> SINGLE = Map.of(
            "query", "text", "since", "start", "until", "end", "limit", "limit", CURSOR, CURSOR, "replyParentUri", "reply_to",
            "threadRootUri", "thread");

    /** Each that may be repeated: a post meets one of the values. */
    private static final Map<String, String> LISTS = Map.ofEntries(
            Map.entry("authors", "username"),
            Map.entry("mentions", "mention"),
            Map.entry("domains", "domain"),
            Map.entry("urls", "url"),
            Map.entry("embeddedAtUris", "quotes"),
            Map.entry("hashtags", "hashtag"),
            Map.entry("languages", "lang"),
            Map.entry("excludeAuthors", "not_username"),
            Map.entry("excludeMentions", "not_mention"),
            Map.entry("excludeDomains", "not_domain"),
            Map.entry("excludeUrls", "not_url"),
            Map.entry("excludeEmbeddedAtUris", "not_quotes"),
            Map.entry("excludeHashtags", "not_hashtag"),
            Map.entry("excludeLanguages", "not_lang"));

    private static final List<String> FLAGS =
            List.of("allTime", "hasMedia", "hasVideo", "excludeReplies", "repliesOnly", "following");

    /** That changes nothing: texts of all scripts are compared in one way. */
    private static final String QUERY_LANGUAGE = "queryLanguage";

    private static final String SORT = "sort";

    private SearchPostsV2Parameters() {}

    /**
     * The search that a request asks for. All of the lake is searched, whatever {@code allTime} says.
     *
     * @param given each parameter's values, decoded
     * @throws InvalidParameterException if a parameter is unknown, given twice, or not acceptable; named as the lexicon
     *     does
     */
    static SearchCriteria criteria(CriteriaParser parser, Map<String, List<String>> given) {
        requireKnown(given);
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        SINGLE.forEach((theirs, ours) -> {
            String value = SearchPostsParameters.single(given, theirs);
            if (!value.isBlank()) {
                parameters.put(ours, List.of(value));
            }
        });
        LISTS.forEach((theirs, ours) -> {
            List<String> values = given.getOrDefault(theirs, List.of()).stream().filter(value -> !value.isBlank()).toList();
            if (!values.isEmpty()) {
                parameters.put(ours, values);
            }
        });
        SearchPostsParameters.adapt(parameters);
        List<String> media = addMedia(given, parameters);
        if (parameters.keySet().stream().allMatch(List.of("limit", CURSOR, "count")::contains)) {
            throw new InvalidParameterException("query", "query is missing, and so is any filter", "a query, or * for any text");
        }
        try {
            SearchCriteria criteria = parser.parse(parameters);
            if (media.isEmpty()) {
                return criteria;
            }
            Condition other = parser.parse(Map.of(HAS, media)).condition();
            return criteria.with(new Condition.All(List.of(criteria.condition(), other)));
        } catch (InvalidParameterException e) {
            throw new InvalidParameterException(theirs(e.parameter()), e.getMessage(), e.accepts());
        }
    }

    /**
     * Adds what posts have or lack. A parameter here is met by one of its values, so what has to be there beside is another.
     *
     * @return that other one; empty if there is none
     */
    private static List<String> addMedia(Map<String, List<String>> given, Map<String, List<String>> parameters) {
        List<String> media = flag(given, "hasVideo")
                ? List.of("video")
                : flag(given, "hasMedia") ? List.of("image", "video") : List.of();
        boolean only = flag(given, "repliesOnly");
        if (flag(given, "excludeReplies")) {
            if (only) {
                throw new InvalidParameterException(
                        "repliesOnly", "repliesOnly and excludeReplies are both true", "one of them");
            }
            parameters.put("not_has", List.of("reply"));
        }
        if (only) {
            parameters.put(HAS, List.of("reply"));
            return media;
        }
        if (!media.isEmpty()) {
            parameters.put(HAS, media);
        }
        return List.of();
    }

    private static boolean flag(Map<String, List<String>> given, String name) {
        return CriteriaParser.flag(given, name);
    }

    private static void requireKnown(Map<String, List<String>> given) {
        List<String> known = new ArrayList<>();
        Stream.of(SINGLE.keySet(), LISTS.keySet()).forEach(known::addAll);
        known.addAll(FLAGS);
        known.addAll(List.of(SORT, QUERY_LANGUAGE));
        KnownParameters.require(given, known.stream().sorted().toArray(String[]::new));
        if (flag(given, "following")) {
            throw new InvalidParameterException("following", "following is true, but nobody is logged in here", "false");
        }
        String sort = SearchPostsParameters.single(given, SORT);
        if (!List.of("", "recent", "top").contains(sort)) {
            throw new InvalidParameterException(SORT, "sort is '" + Quoted.of(sort) + "'", "recent or top");
        }
        SearchPostsParameters.single(given, QUERY_LANGUAGE);
        flag(given, "allTime");
    }

    private static String theirs(String ours) {
        return Stream.concat(SINGLE.entrySet().stream(), LISTS.entrySet().stream())
                .filter(name -> name.getValue().equals(ours))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(ours);
    }
}
