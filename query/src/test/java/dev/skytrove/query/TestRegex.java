package dev.skytrove.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.skytrove.query.criteria.CriteriaParser;
import dev.skytrove.query.criteria.InvalidParameterException;
import dev.skytrove.query.posts.PostResult;
import dev.skytrove.testing.lake.SampleLake;
import dev.skytrove.testing.lake.SamplePost;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What regular expressions see and match; with all else in {@link TestQueriesAgainstModel}. */
final class TestRegex {
    private static final Instant NOON = Instant.parse("2026-07-04T12:00:00Z");
    private static final String DAY = "2026-07-04";

    private final CriteriaParser parser = CriteriaParser.ofPages(
                    Clock.fixed(NOON.plus(Duration.ofDays(1)), ZoneOffset.UTC), 50, 1000)
            .withRegex(Duration.ofDays(7));

    @TempDir
    private Path directory;

    private SampleLake lake;
    private PostSearch search;

    @BeforeEach
    void fill() {
        lake = SampleLake.in(directory.resolve("lake"));
        lake.add(
                SamplePost.of("did:plc:a", "1", "One line\nTwo", NOON),
                SamplePost.of("did:plc:a", "2", "ＦＵＬＬ Straße", NOON.plusSeconds(1)),
                SamplePost.of("did:plc:a", "3", null, NOON.plusSeconds(2)));
        lake.flush(1);
        search = TestingSearch.open(lake.storage(), directory.resolve("cache"));
    }

    @AfterEach
    void close() {
        search.close();
        lake.close();
    }

    @Test
    void textIsMatchedAsWritten() {
        assertThat(find("regex", "line")).containsExactly("1");
        assertThat(find("regex", "LINE")).isEmpty();
        assertThat(find("regex", "(?i)LINE")).containsExactly("1");
        assertThat(find("regex", "full|strasse")).isEmpty();
        assertThat(find("regex", "^ＦＵ.*ße$")).containsExactly("2");
        assertThat(find("regex", "line.Two")).isEmpty();
        assertThat(find("regex", "(?s)line.Two")).containsExactly("1");
        assertThat(find("regex", "line$|^Two")).isEmpty();
        assertThat(find("not_regex", "line")).containsExactly("3", "2");
    }

    @Test
    void i5OfLongerTextsThanTheNetworkAllowsTheBeginningIsSeen() {
        lake.add(
                SamplePost.of("did:plc:a", "4", "🦊".repeat(999) + "fox end", NOON.plusSeconds(3)),
                SamplePost.of("did:plc:a", "5", "x".repeat(2_996) + "wolf", NOON.plusSeconds(4)),
                SamplePost.of("did:plc:a", "6", "x".repeat(2_997) + "wolf", NOON.plusSeconds(5)));
        lake.flush(2);

        assertThat(find("regex", "🦊f$")).containsExactly("4");
        assertThat(find("regex", "fox|end")).isEmpty();
        assertThat(find("regex", "wolf$")).containsExactly("5");
        assertThat(find("not_regex", "wolf|🦊|n")).containsExactly("6", "3", "2");
    }

    @Test
    void i6WhatIsNoExpressionIsRefusedWithTheReason() {
        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(() -> find("regex", "(?P<a"))
                .withMessageStartingWith("regex is '(?P<a': ")
                .withMessageNotContaining("Error")
                .satisfies(e -> assertThat(e.parameter()).isEqualTo("regex"));
        for (String wrong : List.of("a**", "[b", "x{1001}", "(?<=a)b", "\\1", "((((x{100}){100}){100}){100})",
                "(?s)^(.?.?.?.?.?.?.?.?.?.?){51}!", "x{501}")) {
            assertThatExceptionOfType(InvalidParameterException.class).as(wrong).isThrownBy(() -> find("not_regex", wrong));
        }
    }

    @Test
    void i5ExpressionsThatKeepHundredsOfPlacesOpenAreRefused() {
        for (String costly : List.of(".{490}", "(.?){245}!", "([^y]?){245}!", "(\\W?){245}!", "([\\s\\S]?){245}!", "([ぁ-龥]?){245}!",
                "(.|..){80}!", "(\\pL?){21}!", "([^a]{1,9}b?){49}!")) {
            assertThatExceptionOfType(InvalidParameterException.class).as(costly).isThrownBy(() -> find("regex", costly));
        }
        for (String ordinary : List.of("(?i)\\bvaccin(e|ation)s?\\b", "One.{0,80}Nothing", "^.*(fox|wolf).*$", "[\\p{Han}\\p{Hiragana}]{2,}",
                "\\w{490}", "https?://[^\\s/]+/[^\\s]{3,60}", "#[a-z0-9_]{1,64}", "[^\\x00-\\x7F]{8,40}", "\\d{4}-\\d\\d-\\d\\d", ".{90}")) {
            assertThat(find("regex", ordinary)).as(ordinary).isEmpty();
        }
    }

    @Test
    void i5AllExpressionsTogetherAreBounded() {
        assertThat(find("regex", "x{500}")).isEmpty();
        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(() -> search.search(parser.parse(Map.of(
                        "regex", List.of("x{200}", "y{200}"), "not_regex", List.of("z{101}"), "start", List.of(DAY)))))
                .withMessage("not_regex tells of too many characters, repetitions such as {100} written out");
    }

    /** The keys of the posts of the day. */
    private List<String> find(String name, String pattern) {
        return search.search(parser.parse(Map.of(name, List.of(pattern), "start", List.of(DAY)))).posts().stream()
                .map(PostResult::rkey)
                .toList();
    }
}
