package dev.skytrove.query.criteria;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TestCriteriaParser {
    private static final Instant NOW = Instant.parse("2026-07-04T14:00:00Z");

    private final CriteriaParser parser = CriteriaParser.ofPages(Clock.fixed(NOW, ZoneOffset.UTC), 50, 1000);

    @Test
    void nothingAskedForIsEverything() {
        SearchCriteria criteria = parser.parse(Map.of());

        assertThat(criteria)
                .isEqualTo(new SearchCriteria(
                        new Condition.All(List.of()),
                        TimeRange.ALL,
                        Order.NEWEST,
                        Optional.empty(),
                        Position.START,
                        50,
                        false,
                        false,
                        criteria.query(),
                        Optional.empty(),
                        false));
    }

    @Test
    void aSnapshotIsPartOfTheQuestion() {
        SearchCriteria criteria = parser.parse(Map.of("snapshot", List.of("20260710T070000Z")));

        assertThat(criteria.snapshot()).hasValueSatisfying(name -> assertThat(name).hasToString("20260710T070000Z"));
        assertThat(criteria.query()).isNotEqualTo(parser.parse(Map.of()).query());
        assertThat(refused("snapshot", "20260710")).hasMessage("snapshot is '20260710'");
    }

    @Test
    void emptyFieldsOfAFormAreAsGoodAsNone() {
        Map<String, List<String>> form = new HashMap<>();
        List.of("text", "username", "start", "end", "limit", "cursor", "incomplete", "sort", "not_lang", "uri", "sample")
                .forEach(name -> form.put(name, List.of(" ")));

        assertThat(parser.parse(form)).isEqualTo(parser.parse(Map.of()));
        form.replaceAll((name, values) -> List.of());
        assertThat(parser.parse(form)).isEqualTo(parser.parse(Map.of()));
    }

    @Test
    void wordsAreSplitAtEverySpaceAndCountOnce() {
        assertThat(text(" one  two\tone\u00a0three\u3000four\n")).containsExactly("one", "two", "three", "four");
        assertThat(text("a\0b %_")).containsExactly("a\0b", "%_");
        assertThat(text("\u3000\u00a0\n")).isEmpty();
    }

    @Test
    void exactKeepsTheTextAsItStands() {
        assertThat(needles(parse("text", " two  words ", "exact", "true"))).containsExactly(" two  words ");
        assertThat(needles(parse("text", "two words", "exact", "1"))).containsExactly("two words");
        assertThat(needles(parse("text", "two words", "exact", ""))).containsExactly("two words");
        assertThat(needles(parse("text", "two words", "exact", "false"))).containsExactly("two", "words");
        assertThat(needles(parse("text", "two words", "exact", "0"))).containsExactly("two", "words");
        assertThat(needles(parse("text", "  ", "exact", "true"))).isEmpty();
    }

    @Test
    void incompleteIsAllowedOrRefused() {
        assertThat(parse("incomplete", "allow").complete()).isFalse();
        assertThat(parse("incomplete", "refuse").complete()).isTrue();
        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(() -> parse("incomplete", "true"))
                .satisfies(e -> assertThat(e.accepts()).isEqualTo("allow or refuse"));
    }

    @Test
    void wordsAreFoldedAndCountOnce() {
        assertThat(text("STRASSE Straße ﬁn\u200b don’t")).containsExactly("strasse", "fin", "don't");
        assertThat(text("one \u200b")).containsExactly("one");
        assertThat(refused("text", "\u200b \ufe0f").getMessage()).contains("only characters");
        assertThat(refused("text", "\u00ad", "exact", "true").parameter()).isEqualTo("text");
    }

    @Test
    void unpairedSurrogatesAreWhatTheLakeHasForThem() {
        assertThat(text("a\ud800b 😀")).containsExactly("a\ufffdb", "😀");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-07-04, 2026-07-04T00:00:00Z",
        "2026-07-04T14:38, 2026-07-04T14:38:00Z",
        "2026-07-04T14:38:08, 2026-07-04T14:38:08Z",
        "2026-07-04 14:38:08, 2026-07-04T14:38:08Z",
        "2026-07-04t14:38:08.5z, 2026-07-04T14:38:08.5Z",
        "'2026-07-04T14:38:08,25Z', 2026-07-04T14:38:08.25Z",
        "2026-07-04T14:38:08.123456789Z, 2026-07-04T14:38:08.123457Z",
        "2026-07-04T14:38:08+02:00, 2026-07-04T12:38:08Z",
        "2026-07-04T14:38:08 02:00, 2026-07-04T12:38:08Z",
        "2026-07-04T14:38:08-0330, 2026-07-04T18:08:08Z",
        "2026-07-04T14:38:08+02, 2026-07-04T12:38:08Z",
        "0000-01-01, 0001-01-01T00:00:00Z",
    })
    void startIsAnyDateOrDateTime(String start, Instant first) {
        assertThat(parse("start", start).range()).isEqualTo(new TimeRange(first, TimeRange.ALL.end()));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-07-04, 2026-07-05T00:00:00Z",
        "2026-12-31, 2027-01-01T00:00:00Z",
        "9999-12-31, 9999-12-31T23:59:59.999999Z",
        "2026-07-04T00:00, 2026-07-04T00:00:00Z",
        "2026-07-04T14:38:08.123456001Z, 2026-07-04T14:38:08.123457Z",
    })
    void endAsADateCountsAsThatDay(String end, Instant firstOutside) {
        assertThat(parse("end", end).range()).isEqualTo(new TimeRange(TimeRange.ALL.start(), firstOutside));
    }

    @Test
    void oneDayIsARange() {
        TimeRange day = parse("start", "2026-07-04", "end", "2026-07-04").range();

        assertThat(day)
                .isEqualTo(new TimeRange(Instant.parse("2026-07-04T00:00:00Z"), Instant.parse("2026-07-05T00:00:00Z")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "yesterday", "2026-7-4", "2026-02-30", "2026-07-04T25:00", "2026-07-04T14", "1783175888", "2026-07-04Z",
                "2026-07-04T14:38:08+99:00", "20260704", "2026-07-04T14:38:08Z'; DROP TABLE posts; --", "-2026-07-04"
            })
    void i6OtherTimesAreRefused(String time) {
        assertThat(refused("start", time).accepts()).contains("ISO 8601", "2026-07-04");
        assertThat(refused("end", time).parameter()).isEqualTo("end");
    }

    @Test
    void i6EndBeforeStartIsRefused() {
        InvalidParameterException refused = refused("start", "2026-07-04T12:00Z", "end", "2026-07-04T11:59:59Z");

        assertThat(refused.parameter()).isEqualTo("end");
        assertThat(refused).hasMessage("end is before start");
        assertThat(parse("start", "2026-07-04T12:00Z", "end", "2026-07-04T12:00Z").range().isEmpty()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "did:plc:ewvi7nxzyoun6zhxrhs64oiz, did:plc:ewvi7nxzyoun6zhxrhs64oiz",
        "did:web:example.org%3A8080, did:web:example.org%3A8080",
        "' did:plc:abc ', did:plc:abc",
        "\u2066@did:plc:abc\u2069, did:plc:abc"
    })
    void didsArePassedOn(String username, String did) {
        assertThat(author(username)).isEqualTo(new Author.Did(did));
    }

    @ParameterizedTest
    @CsvSource({
        "alice.bsky.social, alice.bsky.social",
        "@Alice.Example.COM, Alice.Example.COM",
        "＠a.b, a.b",
        "' a.b ', a.b",
        "\u202aa.b\u202c, a.b",
        "\u202a@a.b\u202c, a.b",
        "'\u00a0@\u2068a.b\u2069\u200f ', a.b",
        "a\u200b.\u00adb\ufe0f\u2060, a.b",
        "\ufeffxn--jrgen-kva.example, xn--jrgen-kva.example"
    })
    void handlesLoseTheirAtAndWhatIsNotSeen(String username, String handle) {
        assertThat(author(username)).isEqualTo(new Author.Handle(handle));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "alice", "@", "@@alice.example", "alice..example", "-a.example", "a.example-", "alice.example.", "a_b.com",
                "did:", "did:plc:", "DID:plc:abc", "did:plc:a'b", "did:plc:abc:", "alice.example' OR '1'='1", "a b.com",
                "ä.example", "127.0.0.1", "a.b\0", "\u202a", "\u00a0", "@\u202c", "a\u00a0.b", "*.", "*", "*.did:plc:a",
                "a.*.example", "*example.org"
            })
    void i6OtherNamesAreRefused(String username) {
        assertThat(refused("username", username).accepts()).contains("alice.bsky.social", "did:plc:");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "1001", "ten", "1e2", "5.0", "99999999999999999999", "+5", "٥"})
    void i6OtherLimitsAreRefused(String limit) {
        InvalidParameterException refused = refused("limit", limit);

        assertThat(refused.parameter()).isEqualTo("limit");
        assertThat(refused.accepts()).isEqualTo("a whole number from 1 to 1000");
    }

    @Test
    void limitsReachFromOneToTheMaximum() {
        assertThat(parse("limit", "1").limit()).isEqualTo(1);
        assertThat(parse("limit", " 1000 ").limit()).isEqualTo(1000);
        assertThat(parse("limit", "007").limit()).isEqualTo(7);
    }

    @Test
    void i6WhatIsTooLongIsRefused() {
        assertThat(text("é".repeat(500))).hasSize(1);
        assertThat(refused("text", "é".repeat(501)).accepts()).contains("500 characters");
        String words = IntStream.range(0, 21).mapToObj(word -> "w" + word).collect(Collectors.joining(" "));
        assertThat(refused("text", words).accepts()).contains("20 words");
        assertThat(needles(parse("text", words, "exact", "true"))).hasSize(1);
        assertThat(refused("username", "did:plc:" + "a".repeat(5000)).getMessage()).hasSizeLessThan(100);
    }

    @Test
    void aSampleIsAShareOfAllNumbersOf32Bits() {
        assertThat(parse("sample", "0.5").condition()).isEqualTo(new Condition.Sample(1L << 31));
        assertThat(parse("sample", ".01").condition()).isEqualTo(new Condition.Sample(42_949_672));
        assertThat(parse("sample", "1").condition()).isEqualTo(Condition.ANYTHING);
    }

    @ParameterizedTest
    @ValueSource(strings = {"maybe", "TRUE", "yes", " true", "2"})
    void i6ExactIsTrueOrFalse(String exact) {
        assertThat(refused("exact", exact).accepts()).contains("true or false");
    }

    @Test
    void i6UnknownAndRepeatedParametersAreRefused() {
        assertThat(refused("txt", "x").accepts()).contains("text", "username", "start", "end", "exact", "limit", "cursor");
        assertThat(refused("Text", "x").parameter()).isEqualTo("Text");
        InvalidParameterException repeated = catchThrowableOfType(
                InvalidParameterException.class, () -> parser.parse(Map.of("limit", List.of("1", "2"))));
        assertThat(repeated).hasMessage("limit is given 2 times");
        assertThat(refused("a\n\u202eb".repeat(100), "x").getMessage()).doesNotContain("\n", "\u202e").hasSizeLessThan(150);
    }

    @Test
    void cursorsAreThoseThatWereHandedOut() {
        Position position = new Position(Instant.parse("2026-07-04T14:38:08.123456Z"), "at://did:plc:a/app.bsky.feed.post/3k");
        String cursor = parse().cursor(position);

        assertThat(parse("cursor", cursor).after()).isEqualTo(position);
        assertThat(parse("cursor", " " + cursor).after()).isEqualTo(position);
        assertThat(parse("cursor", cursor, "limit", "7", "count", "true").after()).isEqualTo(position);
    }

    @Test
    void cursorsBelongToOneSearch() {
        Position position = new Position(NOW, "at://did:plc:a/app.bsky.feed.post/3k");
        String cursor = parse("text", "fox", "lang", "en").cursor(position);

        assertThat(parse("lang", "en", "text", "fox", "sort", "newest", "cursor", cursor).after()).isEqualTo(position);
        for (String[] other : new String[][] {
            {"text", "fox"}, {"text", "foxes", "lang", "en"}, {"text", "fox", "not_lang", "en"},
            {"text", "fox", "lang", "en", "sort", "oldest"}, {"text", "fox", "lang", "en", "start", "2026-07-04"}
        }) {
            List<String> pairs = new ArrayList<>(List.of(other));
            pairs.addAll(List.of("cursor", cursor));
            assertThat(refused(pairs.toArray(String[]::new))).hasMessage("cursor is that of another search");
        }
    }

    @Test
    void cursorsOfTheFirstVersionContinueAnySearchFromTheNewest() {
        String first = "AQAAAAAAAAABYXQ6Ly9kaWQ6cGxjOmEvYXBwLmJza3kuZmVlZC5wb3N0LzE";

        assertThat(parse("text", "fox", "cursor", first).after().uri()).isEqualTo("at://did:plc:a/app.bsky.feed.post/1");
        assertThat(refused("sort", "oldest", "cursor", first)).hasMessage("cursor is that of another search");
    }

    @ParameterizedTest
    @CsvSource({
        "now, 2026-07-04T14:00:00Z", "-90m, 2026-07-04T12:30:00Z", "-24h, 2026-07-03T14:00:00Z",
        "-7d, 2026-06-27T14:00:00Z", "-2w, 2026-06-20T14:00:00Z", "' -1h ', 2026-07-04T13:00:00Z"
    })
    void timesBeforeNowAreThoseOfTheClock(String time, Instant instant) {
        assertThat(parse("start", time).range().start()).isEqualTo(instant);
        assertThat(parse("end", time).range().end()).isEqualTo(instant);
        assertThat(parse("text", "since:" + time.strip()).range().start()).isEqualTo(instant);
    }

    @Test
    void valuesAreAlternativesAndParametersAddUp() {
        SearchCriteria criteria = parser.parse(Map.of(
                "username", List.of("did:plc:a, alice.example", "*.Example.org"), "not_lang", List.of("EN,pt-BR")));

        assertThat(((Condition.All) criteria.condition()).conditions())
                .containsExactlyInAnyOrder(
                        new Condition.From(List.of(
                                new Author.Did("did:plc:a"),
                                new Author.Handle("alice.example"),
                                new Author.Below("Example.org"))),
                        new Condition.Not(new Condition.OneOf(Condition.Field.LANG, List.of("en", "pt-br"))));
    }

    @ParameterizedTest
    @CsvSource({
        "uri, fox", "uri, at://", "lang, 'en us'", "lang, e_n", "hashtag, #", "domain, https://a.example/", "domain, a..b",
        "domain, a b", "has, cats", "mention, alice", "mention, *.example.org", "sample, 0", "sample, 1.1", "sample, x",
        "sample, -0.5", "min_images, -1", "min_images, 1.5", "max_hashtags, many", "sort, best", "reply_to, 3k", "thread, x", "quotes, x", "count, maybe", "not_has, x"
    })
    void i6OtherFiltersAreRefused(String name, String value) {
        assertThat(refused(name, value).parameter()).isEqualTo(name);
    }

    @Test
    void numbersOfPostsAreCompared() {
        assertThat(parse("min_images", " 2 ").condition())
                .isEqualTo(new Condition.Amount(
                        Condition.Column.of("image_count"), Condition.Comparison.AT_LEAST, 2));
        assertThat(parse("max_hashtags", "0").condition())
                .isEqualTo(new Condition.Amount(
                        Condition.Column.ofLists("hashtags"), Condition.Comparison.AT_MOST, 0));
        assertThat(parse("min_images", " ").condition()).isEqualTo(Condition.ANYTHING);
        assertThat(refused("not_min_images", "2")).hasMessageContaining("there is no parameter");
    }

    @Test
    void i6MoreValuesThanMayBeAreRefused() {
        String many = IntStream.range(0, 500).mapToObj(i -> "did:plc:" + i).collect(Collectors.joining(","));

        assertThat(((Condition.From) parse("username", many).condition()).authors()).hasSize(500);
        assertThat(refused("username", many + ",did:plc:x").accepts()).isEqualTo("at most 500 values");
        assertThat(refused("mention", many).accepts()).isEqualTo("at most 100 values");
    }

    @Test
    void domainsAreThoseOfLinks() {
        assertThat(values("domain", "Example.ORG.,bücher.example")).containsExactly("example.org", "xn--bcher-kva.example");
        assertThat(values("hashtag", "#Cats,＃日本 , dogs")).containsExactly("Cats", "日本", "dogs");
        // As they are stored: without signs and what takes no room, but with that of a keycap emoji.
        assertThat(values("hashtag", "#️⃣")).containsExactly("#️⃣");
        assertThat(values("hashtag", "##️⃣,#⃣a,## x,\u200b#y\u2060")).containsExactly("#️⃣", "#⃣a", "x", "y");
        assertThat(refused("hashtag", "#\u200b").accepts()).isEqualTo("hashtags, with or without #");
        assertThat(values("url", "https://a.example/?x=1,2")).containsExactly("https://a.example/?x=1,2");
    }

    private List<String> values(String name, String value) {
        return switch (parse(name, value).condition()) {
            case Condition.OneOf oneOf -> oneOf.values();
            case Condition.In in -> in.values();
            default -> throw new AssertionError(name);
        };
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x", "1", "AAAA", "AQ", "AgAAAAAAAAAAYXQ6Ly9kaWQ6", "AQAAAAAAAAAA", "AX__________YXQ6Ly9kaWQ6cGxjOmE",
                "AQAAAAAAAAAAYXQ6Ly9kaWQ6cGxjOmE=", "AQAAAAAAAAAAYXQ6Ly9kaWQ6cGxjOmF", "AQAAAAAAAAAAJyBPUiAnMSc9JzE",
                "AQAAAAAAAAAA_____w", "' OR 1=1 --"
            })
    void i6OtherCursorsAreRefused(String cursor) {
        assertThat(refused("cursor", cursor).accepts()).contains("next_cursor");
    }

    private Author author(String username) {
        return ((Condition.From) parse("username", username).condition()).authors().getFirst();
    }

    private List<String> text(String text) {
        return needles(parse("text", text));
    }

    /** Those that all have to occur. */
    private static List<String> needles(SearchCriteria criteria) {
        return switch (criteria.condition()) {
            case Condition.Text text -> List.of(text.needle());
            case Condition.All all ->
                all.conditions().stream().map(part -> ((Condition.Text) part).needle()).toList();
            default -> throw new AssertionError(criteria.condition());
        };
    }

    private InvalidParameterException refused(String... pairs) {
        InvalidParameterException refused =
                catchThrowableOfType(InvalidParameterException.class, () -> parse(pairs));
        assertThat(refused).describedAs("parameters %s", List.of(pairs)).isNotNull();
        return refused;
    }

    @Test
    void seedsMakeOrdersOfTheirOwn() {
        assertThat(parse("sort", "random").ranking()).isEqualTo(parse("sort", "random", "seed", "").ranking());
        // md5sum of 7
        assertThat(parse("sort", "random", "seed", "7").ranking())
                .hasValue(new Ranking.Random("8f14e45fceea167a5a36dedd4bea2543"));
        SearchCriteria one = parse("sort", "random", "seed", "7");
        String cursor = one.cursor(Position.ranked(12, "at://did:plc:a/app.bsky.feed.post/1"));
        assertThat(parse("sort", "random", "seed", "7", "cursor", cursor).after().rank()).isEqualTo(12);
        assertThat(refused("sort", "random", "seed", "8", "cursor", cursor)).hasMessage("cursor is that of another search");
        assertThat(refused("seed", "7")).hasMessage("seed is given without sort=random");
        assertThat(refused("sort", "top", "seed", "7")).hasMessage("seed is given without sort=random");
        assertThat(refused("sort", "random", "seed", "x".repeat(101))).hasMessage("seed has 101 characters");
    }

    @Test
    void i5RankedPartsAreOfBoundedLength() {
        CriteriaParser exports = CriteriaParser.ofPages(Clock.systemUTC(), 50, 1_000_000);
        assertThat(exports.parse(Map.of("sort", List.of("top"), "limit", List.of("100000"))).limit()).isEqualTo(100_000);
        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(() -> exports.parse(Map.of("sort", List.of("top"), "limit", List.of("100001"))))
                .satisfies(e -> assertThat(e.accepts()).isEqualTo("a whole number from 1 to 100000"));
    }

    @Test
    void i5RegularExpressionsNeedAShortRange() {
        CriteriaParser week = parser.withRegex(Duration.ofDays(7));
        Map<String, List<String>> asked = Map.of("regex", List.of("a,b", "[c]"), "start", List.of("-7d"));
        assertThat(week.parse(asked).condition())
                .isEqualTo(new Condition.Any(List.of(new Condition.Regex("a,b", "regex"), new Condition.Regex("[c]", "regex"))));
        assertThat(week.parse(Map.of("not_regex", List.of("a"), "text", List.of("since:-2d"))).condition())
                .isEqualTo(new Condition.Not(new Condition.Regex("a", "not_regex")));
        for (String start : List.of("2026-06-26", "-8d", "")) {
            assertThatExceptionOfType(InvalidParameterException.class)
                    .isThrownBy(() -> week.parse(Map.of("regex", List.of("a"), "start", List.of(start))))
                    .withMessage("regex is given for more time than 7 days");
        }
        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(() -> week.parse(Map.of("regex", List.of("x".repeat(501)), "start", List.of("-1d"))))
                .withMessage("regex has 501 characters");
        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(() -> week.parse(Map.of("regex", List.of("1", "2", "3", "4", "5", "6"), "start", List.of("-1d"))))
                .withMessage("regex is given 6 times");
        assertThat(refused("regex", "a", "start", "-1h")).hasMessage("regular expressions are switched off here");
    }

    private SearchCriteria parse(String... pairs) {
        Map<String, List<String>> parameters = new HashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            parameters.put(pairs[i], List.of(pairs[i + 1]));
        }
        return parser.parse(parameters);
    }
}
