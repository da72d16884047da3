package dev.skytrove.query.criteria;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.skytrove.query.criteria.Condition.Field;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TestTextGrammar {
    private static final long SEED = 20260704;
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-07-04T14:00:00Z"), ZoneOffset.UTC);
    private static final List<String> WORDS = List.of("fox", "日本", "a-b", "--", "x@y", "c#", "or", "%", "мир", "-", "not:an:operator");

    private final Random random = new Random(SEED);

    /** What it reads is what was meant, and written down again reads the same. */
    @Test
    void whatIsPrintedIsRead() {
        for (int i = 0; i < 20_000; i++) {
            Condition meant = condition(0);
            String printed = print(meant);
            if (printed.codePointCount(0, printed.length()) <= 500 && words(meant, new HashSet<>()).size() <= 20) {
                assertThat(parse(printed)).as("seed %s: %s", SEED, printed).contains(meant);
            }
        }
    }

    /** The keycap emoji begins with a sign that is none of tags. */
    @Test
    void aKeycapEmojiIsAWordAndMayBeATag() {
        assertThat(parse("##️⃣")).contains(new Condition.OneOf(Field.HASHTAG, List.of("#️⃣")));
        assertThat(parse("#️⃣")).as("of the text").isEqualTo(parse("\"#️⃣\""));
    }

    /** Whatever somebody writes is read, or refused with a reason. */
    @Test
    void i6AnythingIsReadOrRefused() {
        List<String> parts = List.of("(", ")", "\"", "-", " ", "OR", "a", "#", "@", "from:", "since:", ":", "\u200b", "日", "\u3000", "*");
        int read = 0;
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int length = 1 + random.nextInt(10); length > 0; length--) {
                text.append(parts.get(random.nextInt(parts.size())));
            }
            InvalidParameterException refused =
                    catchThrowableOfType(InvalidParameterException.class, () -> parse(text.toString()));
            if (refused == null) {
                read++;
            } else {
                assertThat(refused.parameter()).isEqualTo("text");
            }
        }
        assertThat(read).isBetween(1_000, 19_000);
    }

    @Test
    void i6DeepGroupsAreRead() {
        assertThat(parse("(".repeat(249) + "a" + ")".repeat(249))).contains(new Condition.Text("a"));
        assertThat(parse("-(".repeat(160) + "a" + ")".repeat(160))).isPresent();
        assertThat(catchThrowableOfType(InvalidParameterException.class, () -> parse("(".repeat(500))))
                .hasMessage("text has a ( without a )");
    }

    @ParameterizedTest
    @CsvSource({
        "a b, a b", "a  OR b, a OR b", "a b OR c, a b OR c", "a (b OR c), a (b OR c)", "(a b) OR c, a b OR c",
        "((a)), a", "-(a), -a", "a a, a", "-a-b, -a-b", "--a, --a", "- a, - a", "STRASSE, strasse"
    })
    void parenthesesAreOnlyWhereTheyAreNeeded(String text, String printed) {
        assertThat(print(parse(text).orElseThrow())).isEqualTo(printed);
    }

    private static Optional<Condition> parse(String text) {
        return TextParameter.condition(text, false, CLOCK);
    }

    private Condition condition(int depth) {
        if (depth == 4) {
            return leaf();
        }
        return switch (random.nextInt(6)) {
            case 0 -> new Condition.Not(condition(depth + 1));
            case 1 -> several(depth).map(Condition.All::new).map(Condition.class::cast).orElseGet(this::leaf);
            case 2 -> several(depth).map(Condition.Any::new).map(Condition.class::cast).orElseGet(this::leaf);
            default -> leaf();
        };
    }

    /** Two or three different ones. */
    private Optional<List<Condition>> several(int depth) {
        Set<Condition> several = new LinkedHashSet<>();
        for (int i = 2 + random.nextInt(2); i > 0; i--) {
            several.add(condition(depth + 1));
        }
        return several.size() < 2 ? Optional.empty() : Optional.of(List.copyOf(several));
    }

    private Condition leaf() {
        return switch (random.nextInt(12)) {
            case 0 -> new Condition.Text("two  words or (more)");
            case 1 -> new Condition.OneOf(Field.HASHTAG, List.of("Cats"));
            case 2 -> new Condition.OneOf(Field.DOMAIN, List.of("example.org"));
            case 3 -> new Condition.OneOf(Field.LANG, List.of("pt-br"));
            case 4 -> new Condition.Mentions(List.of(new Author.Handle("alice.example")));
            case 5 -> new Condition.From(List.of(new Author.Below("example.org")));
            case 6 -> new Condition.Answers(List.of(new Author.Did("did:plc:a")));
            case 7 -> new Condition.Since(Instant.parse("2026-07-04T00:00:00.5Z"));
            case 8 -> new Condition.Until(Instant.parse("2026-07-04T14:00:00Z"));
            default -> new Condition.Text(WORDS.get(random.nextInt(WORDS.size())));
        };
    }

    private static Set<Condition> words(Condition condition, Set<Condition> words) {
        switch (condition) {
            case Condition.All all -> all.conditions().forEach(part -> words(part, words));
            case Condition.Any any -> any.conditions().forEach(part -> words(part, words));
            case Condition.Not not -> words(not.condition(), words);
            default -> words.add(condition);
        }
        return words;
    }

    private static String print(Condition condition) {
        return switch (condition) {
            case Condition.All all ->
                all.conditions().stream().map(TestTextGrammar::grouped).collect(Collectors.joining(" "));
            case Condition.Any any -> any.conditions().stream()
                    .map(part -> part instanceof Condition.Any ? grouped(part) : print(part))
                    .collect(Collectors.joining(" OR "));
            case Condition.Not not -> "-" + (not.condition() instanceof Condition.Not ? "(" + print(not.condition()) + ")"
                    : not.condition() instanceof Condition.Text text && text.needle().startsWith("-")
                            ? "\"" + text.needle() + "\""
                            : grouped(not.condition()));
            case Condition.Text text -> text.needle().contains(" ") ? "\"" + text.needle() + "\"" : text.needle();
            case Condition.OneOf oneOf -> switch (oneOf.field()) {
                case HASHTAG -> "#";
                case DOMAIN -> "domain:";
                default -> "lang:";
            } + oneOf.values().getFirst();
            case Condition.Mentions mentions -> "@" + ((Author.Handle) mentions.authors().getFirst()).handle();
            case Condition.From from -> "from:*." + ((Author.Below) from.authors().getFirst()).domain();
            case Condition.Answers answers -> "to:" + ((Author.Did) answers.authors().getFirst()).did();
            case Condition.Since since -> "since:" + since.start();
            case Condition.Until until -> "until:" + until.end();
            default -> throw new AssertionError("not of texts");
        };
    }

    private static String grouped(Condition condition) {
        boolean group = condition instanceof Condition.All || condition instanceof Condition.Any;
        return group ? "(" + print(condition) + ")" : print(condition);
    }
}
