package dev.skytrove.bench.search;

import java.util.Arrays;
import java.util.stream.Collectors;

/** What is put at the end of texts, so that it is known how many have it. No text has any of them otherwise. */
enum Planted {
    /** In one post of a hundred. */
    COMMON("zorbel", 100, 7),
    E3("quavix", 1_000, 14),
    E4("plimzo", 10_000, 21),
    E5("drovak", 100_000, 28),
    E6("wexjup", 1_000_000, 35),
    E7("kybnoz", 10_000_000, 42),
    PHRASE("glimt harrow", 20_000, 49),
    CJK("薔薇", 5_000, 56);

    private final String text;
    private final int oneOf;
    private final int rest;

    Planted(String text, int oneOf, int rest) {
        this.text = text;
        this.oneOf = oneOf;
        this.rest = rest;
    }

    /** What stands in the texts. */
    String text() {
        return text;
    }

    /** SQL behind a text, which appends them to every so-manieth post {@code i}. */
    static String sql() {
        return Arrays.stream(values())
                .map(word -> " || CASE WHEN i %% %d = %d THEN ' %s' ELSE '' END"
                        .formatted(word.oneOf, word.rest, word.text))
                .collect(Collectors.joining());
    }
}
