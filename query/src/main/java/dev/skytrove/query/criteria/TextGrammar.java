package dev.skytrove.query.criteria;

import dev.skytrove.query.criteria.TextTokens.Token;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads what {@code text} says with operators:
 *
 * <pre>
 * text   = terms { "OR" terms }
 * terms  = term { term }                                  all of them
 * term   = [ "-" ] ( "(" text ")" | phrase | word )
 * phrase = '"' characters '"'                             as they stand, white space and all
 * word   = "#" tag | "@" account | operator ":" value | characters
 * </pre>
 *
 * <p>Words are folded one by one, since folding may put a space into a word. What folds to nothing adds nothing.
 */
final class TextGrammar {
    private static final String BALANCED = "each ( with a ) and something between them; with exact=true, or between"
            + " quotation marks, any text";

    private final List<Token> tokens;
    private final TextOperators operators;
    private final Set<Condition> words = new HashSet<>();
    private int at;

    TextGrammar(String text, Clock clock) {
        this.tokens = TextTokens.of(text);
        this.operators = new TextOperators(clock);
    }

    /**
     * What the text asks for; nothing if nothing of it is left.
     *
     * @throws InvalidParameterException if it is not well-formed, or has too many words
     */
    Optional<Condition> condition() {
        Optional<Condition> condition = alternatives();
        if (at < tokens.size()) {
            throw refused("text has a ) without a (", BALANCED);
        }
        if (words.size() > TextParameter.MAXIMUM_WORDS) {
            throw refused("text has " + words.size() + " words", TextParameter.ACCEPTS);
        }
        return condition;
    }

    private Optional<Condition> alternatives() {
        List<Optional<Condition>> alternatives = new ArrayList<>();
        alternatives.add(terms());
        while (at < tokens.size() && tokens.get(at) instanceof Token.Or) {
            at++;
            alternatives.add(terms());
        }
        if (alternatives.size() == 1) {
            return alternatives.getFirst();
        }
        if (alternatives.contains(Optional.<Condition>empty())) {
            throw TextParameter.nothingLeft();
        }
        return Optional.of(Condition.any(
                alternatives.stream().map(Optional::orElseThrow).distinct().toList()));
    }

    private Optional<Condition> terms() {
        int first = at;
        List<Condition> terms = new ArrayList<>();
        while (at < tokens.size() && !isEnd(tokens.get(at))) {
            term().ifPresent(terms::add);
        }
        if (at == first) {
            throw at < tokens.size() && tokens.get(at) instanceof Token.Close
                    ? refused("text has a ) with nothing before it", BALANCED)
                    : refused("text has an OR with nothing on one side", "a OR b; for the word itself, \"OR\"");
        }
        List<Condition> distinct = terms.stream().distinct().toList();
        return distinct.isEmpty() ? Optional.empty() : Optional.of(Condition.all(distinct));
    }

    private static boolean isEnd(Token token) {
        return token instanceof Token.Or || token instanceof Token.Close;
    }

    private Optional<Condition> term() {
        if (tokens.get(at) instanceof Token.Minus) {
            at++;
            return primary().map(Condition.Not::new);
        }
        return primary();
    }

    private Optional<Condition> primary() {
        return switch (tokens.get(at++)) {
            case Token.Open _ -> group();
            case Token.Phrase phrase -> counted(TextParameter.phrase(phrase.text()));
            case Token.Word word -> counted(operators.condition(word.text()));
            case Token.Or _ -> throw refused("text has a - before OR", "- before a word, a phrase or a (");
            case Token.Close _, Token.Minus _ -> throw new AssertionError("no term begins so");
        };
    }

    private Optional<Condition> group() {
        if (at == tokens.size()) {
            throw refused("text has a ( without a )", BALANCED);
        }
        Optional<Condition> group = alternatives();
        if (at == tokens.size()) {
            throw refused("text has a ( without a )", BALANCED);
        }
        at++;
        return group;
    }

    private Optional<Condition> counted(Optional<Condition> word) {
        word.ifPresent(words::add);
        return word;
    }

    private static InvalidParameterException refused(String detail, String accepts) {
        return new InvalidParameterException("text", detail, accepts);
    }
}
