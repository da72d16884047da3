package dev.skytrove.testing.query;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/** Makes up queries of the whole grammar. */
public final class RandomQueries {
    private static final int DEEPEST = 3;
    private static final List<String> FEATURES = List.of("image", "video", "link", "quote", "reply", "alt");
    private static final List<String> SHARES = List.of("0.5", "0.1", "0.9", ".25", "1");

    /** What may have commas. */
    private static final List<String> ONE_BY_ONE = List.of("url", "regex");

    private final Random random;
    private final ModelLake lake;
    private final Vocabulary vocabulary;

    /** @param lake what they ask about */
    public RandomQueries(Random random, ModelLake lake) {
        this.random = random;
        this.lake = lake;
        this.vocabulary = new Vocabulary(random);
    }

    /** The next one. */
    public ModelQuery next() {
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        List<Asked> filters = new ArrayList<>();
        if (random.nextInt(3) > 0) {
            text(parameters, filters);
        }
        if (random.nextInt(4) == 0) {
            range(parameters, filters);
        }
        for (int i = random.nextInt(3); i > 0; i--) {
            filter(parameters, filters);
        }
        if (random.nextInt(12) == 0) {
            String share = vocabulary.any(SHARES);
            parameters.put("sample", List.of(share));
            filters.add(Asked.sample(Double.parseDouble(share)));
        }
        return new ModelQuery(parameters, filters, order(parameters));
    }

    private ModelOrder order(Map<String, List<String>> parameters) {
        return switch (random.nextInt(18)) {
            case 0, 1, 2, 3, 4, 5 -> order("oldest", ModelOrder.OLDEST, parameters);
            case 6, 7, 8, 9 -> order("newest", ModelOrder.NEWEST, parameters);
            case 10 -> order("top", ModelOrder.TOP, parameters);
            case 11 -> {
                String seed = vocabulary.any(Vocabulary.SEEDS);
                parameters.put("seed", List.of(seed));
                yield order("random", ModelOrder.random(seed), parameters);
            }
            default -> ModelOrder.NEWEST;
        };
    }

    private static ModelOrder order(String name, ModelOrder order, Map<String, List<String>> parameters) {
        parameters.put("sort", List.of(name));
        return order;
    }

    private void text(Map<String, List<String>> parameters, List<Asked> filters) {
        if (random.nextInt(8) == 0) {
            String phrase = phrase();
            parameters.put("text", List.of(phrase));
            parameters.put("exact", List.of("true"));
            filters.add(Asked.says(phrase));
        } else {
            Term term = random.nextInt(3) == 0 ? word() : term(0);
            parameters.put("text", List.of(term.print()));
            filters.add(term::meets);
        }
    }

    private Term term(int depth) {
        if (depth == DEEPEST) {
            return leaf();
        }
        return switch (random.nextInt(6)) {
            case 0, 1 -> new Term.And(terms(depth));
            case 2 -> new Term.Or(terms(depth));
            case 3 -> new Term.Without(term(depth + 1));
            default -> leaf();
        };
    }

    private List<Term> terms(int depth) {
        List<Term> terms = new ArrayList<>();
        for (int i = 2 + random.nextInt(2); i > 0; i--) {
            terms.add(term(depth + 1));
        }
        return terms;
    }

    private Term leaf() {
        return switch (random.nextInt(16)) {
            case 0 -> operator("#", vocabulary.any(Vocabulary.TAGS), Asked::hashtag);
            case 1 -> operator("@", account(), Asked::mentions);
            case 2 -> operator("mentions:", account(), Asked::mentions);
            case 3 -> operator("from:", author(), Asked::by);
            case 4 -> operator("to:", account(), Asked::answers);
            case 5 -> operator("domain:", vocabulary.any(Vocabulary.DOMAINS), Asked::domain);
            case 6 -> operator("lang:", vocabulary.any(Vocabulary.LANGS), Asked::lang);
            case 7 -> {
                Instant time = time();
                boolean since = random.nextBoolean();
                yield new Term.Leaf((since ? "since:" : "until:") + time, (post, _) -> since != post.sortAt().isBefore(time));
            }
            case 8, 9 -> {
                String phrase = phrase();
                yield new Term.Leaf('"' + phrase + '"', Asked.says(phrase));
            }
            default -> word();
        };
    }

    private Term word() {
        return operator("", vocabulary.any(Vocabulary.WORDS), Asked::says);
    }

    private static Term operator(String sign, String value, Function<String, Asked> asked) {
        return new Term.Leaf(sign + value, asked.apply(value));
    }

    private String phrase() {
        return vocabulary.any(Vocabulary.WORDS)
                + (random.nextInt(3) == 0 ? "  " : " ")
                + Character.toString(vocabulary.any(Vocabulary.WORDS).codePointAt(0));
    }

    private void range(Map<String, List<String>> parameters, List<Asked> filters) {
        Instant start = time();
        Instant end = start.plusSeconds(random.nextInt(7200));
        if (random.nextInt(4) > 0) {
            parameters.put("start", List.of(start.toString()));
            filters.add((post, _) -> !post.sortAt().isBefore(start));
        }
        if (random.nextInt(4) > 0) {
            parameters.put("end", List.of(end.toString()));
            filters.add((post, _) -> post.sortAt().isBefore(end));
        }
    }

    private void filter(Map<String, List<String>> parameters, List<Asked> filters) {
        switch (random.nextInt(17)) {
            case 16 -> bound("min_images", random.nextInt(4), Asked::minImages, parameters, filters);
            case 15 -> bound("max_hashtags", random.nextInt(3), Asked::maxHashtags, parameters, filters);
            case 14 -> add("regex", () -> vocabulary.any(Vocabulary.PATTERNS), Asked::matches, parameters, filters);
            case 12, 13 -> features(parameters, filters);
            case 0 -> add("username", this::author, Asked::by, parameters, filters);
            case 1 -> add("uri", lake::anyUri, Asked::uri, parameters, filters);
            case 2 -> add("lang", () -> vocabulary.any(Vocabulary.LANGS), Asked::lang, parameters, filters);
            case 3 -> add("hashtag", () -> vocabulary.any(Vocabulary.TAGS), Asked::hashtag, parameters, filters);
            case 4 -> add("mention", this::account, Asked::mentions, parameters, filters);
            case 5 -> add("domain", () -> vocabulary.any(Vocabulary.DOMAINS), Asked::domain, parameters, filters);
            case 6 -> add("url", () -> vocabulary.any(Vocabulary.LINKS), Asked::url, parameters, filters);
            case 7 -> add("has", () -> vocabulary.any(FEATURES), Asked::has, parameters, filters);
            case 8 -> add("reply_to", lake::anyUri, Asked::replyTo, parameters, filters);
            case 9 -> add("thread", lake::anyUri, Asked::thread, parameters, filters);
            case 10 -> add("quotes", lake::anyUri, Asked::quotes, parameters, filters);
            default -> add("label", () -> vocabulary.any(Vocabulary.LABELS), Asked::label, parameters, filters);
        }
    }

    private void features(Map<String, List<String>> parameters, List<Asked> filters) {
        List<String> list = new ArrayList<>();
        List<Asked> all = new ArrayList<>();
        for (int i = 1 + random.nextInt(2); i > 0; i--) {
            String name = vocabulary.any(Vocabulary.FEATURES);
            double value = random.nextInt(9) / 8.0;
            switch (random.nextInt(6)) {
                case 0 -> add(name + ">=" + value, Asked.feature(name, is -> is >= value), list, all);
                case 1 -> add(name + " < " + value, Asked.feature(name, is -> is < value), list, all);
                case 2 -> add(name + "=" + value, Asked.feature(name, is -> is == value), list, all);
                case 3 -> add(name + "=0.25.." + value, Asked.feature(name, is -> is >= 0.25 && is <= value), list, all);
                case 4 -> add(name + " is not null", Asked.feature(name, _ -> true), list, all);
                default -> {
                    Asked known = Asked.feature(name, _ -> true);
                    add(name + " is null", (post, in) -> !known.meets(post, in), list, all);
                }
            }
        }
        if (parameters.putIfAbsent("feature_filters", List.of(String.join(",", list))) == null) {
            filters.addAll(all);
        }
    }

    private static void add(String text, Asked asked, List<String> list, List<Asked> all) {
        list.add(text);
        all.add(asked);
    }

    private static void bound(
            String name, int value, IntFunction<Asked> asked, Map<String, List<String>> parameters, List<Asked> filters) {
        if (parameters.putIfAbsent(name, List.of(Integer.toString(value))) == null) {
            filters.add(asked.apply(value));
        }
    }

    private void add(
            String name,
            Supplier<String> values,
            Function<String, Asked> asked,
            Map<String, List<String>> parameters,
            List<Asked> filters) {
        List<String> list = new ArrayList<>();
        for (int i = random.nextInt(3) == 0 ? 5 : 1 + random.nextInt(2); i > 0; i--) {
            list.add(values.get());
        }
        boolean without = random.nextInt(3) == 0;
        boolean together = !ONE_BY_ONE.contains(name) && random.nextBoolean();
        Asked oneOf = Asked.oneOf(list.stream().map(asked).toList());
        if (parameters.putIfAbsent((without ? "not_" : "") + name, together ? List.of(String.join(",", list)) : list) == null) {
            filters.add(without ? (post, all) -> !oneOf.meets(post, all) : oneOf);
        }
    }

    /** A handle or a DID. */
    private String account() {
        return random.nextBoolean() ? vocabulary.did() : vocabulary.handle();
    }

    private String author() {
        return random.nextInt(5) == 0 ? vocabulary.any(List.of("*.one.example", "*.two.example", "*.example")) : account();
    }

    private Instant time() {
        return ModelLake.START.plus(Duration.ofSeconds(random.nextInt((int) ModelLake.LENGTH.toSeconds())));
    }
}
