package dev.skytrove.query.criteria;

import java.util.ArrayList;
import java.util.List;

/** Splits a text into what {@link TextGrammar} is made of. */
final class TextTokens {
    private static final String NEXT_LINE = "\u0085";

    private final String text;
    private int at;

    private TextTokens(String text) {
        this.text = text;
    }

    /** A part of a text. */
    sealed interface Token {
        /** An opening parenthesis. */
        record Open() implements Token {}

        /** A closing parenthesis. */
        record Close() implements Token {}

        /** {@code OR} between two terms. */
        record Or() implements Token {}

        /** {@code -} before a term. */
        record Minus() implements Token {}

        /** What stands between two quotation marks, which may be nothing. */
        record Phrase(String text) implements Token {}

        /** What has neither white space nor parentheses nor quotation marks, not empty. */
        record Word(String text) implements Token {}
    }

    /**
     * The parts of a text, in order.
     *
     * @throws InvalidParameterException if a quotation mark has no other
     */
    static List<Token> of(String text) {
        TextTokens tokens = new TextTokens(text);
        List<Token> list = new ArrayList<>();
        for (tokens.skipSpace(); tokens.at < text.length(); tokens.skipSpace()) {
            list.add(tokens.next());
        }
        return list;
    }

    /** Whether a character is one of Unicode's spaces (White_Space), also the no-break and the ideographic one. */
    static boolean isSpace(int character) {
        return Character.isSpaceChar(character)
                || (character >= '\t' && character <= '\r')
                || character == NEXT_LINE.charAt(0);
    }

    private void skipSpace() {
        while (at < text.length() && isSpace(text.charAt(at))) {
            at++;
        }
    }

    private Token next() {
        return switch (text.charAt(at)) {
            case '(' -> single(new Token.Open());
            case ')' -> single(new Token.Close());
            case '"' -> phrase();
            case '-' -> isBeforeTerm() ? single(new Token.Minus()) : word();
            default -> word();
        };
    }

    private Token single(Token token) {
        at++;
        return token;
    }

    /** A minus sign alone, or one of several, is text. */
    private boolean isBeforeTerm() {
        int next = at + 1;
        return next < text.length()
                && text.charAt(next) != '-'
                && text.charAt(next) != ')'
                && !isSpace(text.charAt(next));
    }

    private Token phrase() {
        int end = text.indexOf('"', at + 1);
        if (end < 0) {
            throw new InvalidParameterException(
                    "text", "text has a quotation mark without another", "phrases in pairs of \"; with exact=true, any text");
        }
        Token phrase = new Token.Phrase(text.substring(at + 1, end));
        at = end + 1;
        return phrase;
    }

    private Token word() {
        int start = at;
        while (at < text.length() && !isSpace(text.charAt(at)) && "()\"".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        String word = text.substring(start, at);
        return word.equals("OR") ? new Token.Or() : new Token.Word(word);
    }
}
