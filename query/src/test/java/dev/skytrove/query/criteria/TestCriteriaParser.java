package dev.skytrove.query.criteria;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TestCriteriaParser {
    private final CriteriaParser parser = new CriteriaParser(50, 1000);

    @Test
    void nothingAskedForIsEverything() {
        SearchCriteria criteria = parser.parse(Map.of());

        assertThat(criteria)
                .isEqualTo(new SearchCriteria(List.of(), Author.ANYONE, TimeRange.ALL, Position.START, 50, false));
    }

    @Test
    void emptyFieldsOfAFormAreAsGoodAsNone() {
        Map<String, List<String>> form = new HashMap<>();
        List.of("text", "username", "start", "end", "limit", "cursor", "incomplete")
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
        assertThat(parse("text", " two  words ", "exact", "true").needles()).containsExactly(" two  words ");
        assertThat(parse("text", "two words", "exact", "1").needles()).containsExactly("two words");
        assertThat(parse("text", "two words", "exact", "").needles()).containsExactly("two words");
        assertThat(parse("text", "two words", "exact", "false").needles()).containsExactly("two", "words");
        assertThat(parse("text", "two words", "exact", "0").needles()).containsExactly("two", "words");
        assertThat(parse("text", "  ", "exact", "true").needles()).isEmpty();
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
        assertThat(parse("username", username).author()).isEqualTo(new Author.Did(did));
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
        assertThat(parse("username", username).author()).isEqualTo(new Author.Handle(handle));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "alice", "@", "@@alice.example", "alice..example", "-a.example", "a.example-", "alice.example.", "a_b.com",
                "did:", "did:plc:", "DID:plc:abc", "did:plc:a'b", "did:plc:abc:", "alice.example' OR '1'='1", "a b.com",
                "ä.example", "127.0.0.1", "a.b\0", "\u202a", "\u00a0", "@\u202c", "a\u00a0.b"
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
        assertThat(parse("text", words, "exact", "true").needles()).hasSize(1);
        assertThat(refused("username", "did:plc:" + "a".repeat(5000)).getMessage()).hasSizeLessThan(100);
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

        assertThat(parse("cursor", position.encode()).after()).isEqualTo(position);
        assertThat(parse("cursor", " " + position.encode()).after()).isEqualTo(position);
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

    private List<String> text(String text) {
        return parse("text", text).needles();
    }

    private InvalidParameterException refused(String... pairs) {
        InvalidParameterException refused =
                catchThrowableOfType(InvalidParameterException.class, () -> parse(pairs));
        assertThat(refused).describedAs("parameters %s", List.of(pairs)).isNotNull();
        return refused;
    }

    private SearchCriteria parse(String... pairs) {
        Map<String, List<String>> parameters = new HashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            parameters.put(pairs[i], List.of(pairs[i + 1]));
        }
        return parser.parse(parameters);
    }
}
