package dev.skytrove.query.criteria;

import dev.skytrove.lake.event.Hashtag;
import dev.skytrove.query.criteria.Condition.Field;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Words of a text that ask for something else than their own occurrence. */
final class TextOperators {
    private static final String TEXT = "text";
    private static final String ACCOUNT_SIGNS = "@\uFF20";

    private final Clock clock;

    /** @param clock what relative times are relative to */
    TextOperators(Clock clock) {
        this.clock = clock;
    }

    /** What a word asks for; nothing if it folds to nothing. */
    Optional<Condition> condition(String word) {
        char first = word.charAt(0);
        if (word.length() > 1 && Hashtag.isSign(word, 0) && !Hashtag.isSign(word, 1)) {
            return oneOf(Field.HASHTAG, FilterValues.hashtag(TEXT, word.substring(1)));
        }
        if (word.length() > 1 && ACCOUNT_SIGNS.indexOf(first) >= 0) {
            return mentions(word.substring(1));
        }
        int colon = word.indexOf(':');
        return colon > 0
                ? operator(word.substring(0, colon), word.substring(colon + 1), word)
                : TextParameter.phrase(word);
    }

    private Optional<Condition> operator(String name, String value, String word) {
        return switch (name) {
            case "from" -> Optional.of(new Condition.From(List.of(AuthorParameter.author(TEXT, value))));
            case "to" -> Optional.of(new Condition.Answers(List.of(AuthorParameter.account(TEXT, value))));
            case "mentions" -> mentions(value);
            case "domain" -> oneOf(Field.DOMAIN, FilterValues.domain(TEXT, value));
            case "lang" -> oneOf(Field.LANG, FilterValues.lang(TEXT, value));
            case "since" -> Optional.of(new Condition.Since(TimeParameter.ofText(value, clock)));
            case "until" -> Optional.of(new Condition.Until(TimeParameter.ofText(value, clock)));
            default -> TextParameter.phrase(word);
        };
    }

    private static Optional<Condition> mentions(String account) {
        return Optional.of(new Condition.Mentions(List.of(AuthorParameter.account(TEXT, account))));
    }

    private static Optional<Condition> oneOf(Field field, String value) {
        return Optional.of(new Condition.OneOf(field, List.of(value)));
    }
}
