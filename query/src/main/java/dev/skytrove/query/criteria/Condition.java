package dev.skytrove.query.criteria;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/**
 * What a post must be. Every condition is either met by a post or not; what a post lacks meets nothing that asks for it,
 * and so everything that rules it out.
 */
public sealed interface Condition {
    /** Every post meets it. */
    Condition ANYTHING = new All(List.of());

    /** Meets all of them. */
    record All(List<Condition> conditions) implements Condition {
        /** Takes a copy. */
        public All {
            conditions = List.copyOf(conditions);
        }
    }

    /** Meets at least one of them. */
    record Any(List<Condition> conditions) implements Condition {
        /** Takes a copy. */
        public Any {
            conditions = List.copyOf(conditions);
        }
    }

    /** Does not meet it. */
    record Not(Condition condition) implements Condition {}

    /**
     * Has a text in which something occurs.
     *
     * @param needle folded as {@link dev.skytrove.lake.text.FoldedText} has it, not empty
     */
    record Text(String needle) implements Condition {
        /** @throws IllegalArgumentException if the needle is empty */
        public Text {
            if (needle.isEmpty()) {
                throw new IllegalArgumentException("a needle is empty");
            }
        }
    }

    /**
     * Has a text, as written, in which a regular expression of RE2 matches somewhere. Whether it is one shows later.
     *
     * @param parameter that asks for it, for people
     */
    record Regex(String pattern, String parameter) implements Condition {}

    /** Is by one of these accounts. */
    record From(List<Author> authors) implements Condition {
        /** Takes a copy. */
        public From {
            authors = List.copyOf(authors);
        }
    }

    /**
     * Mentions one of these accounts.
     *
     * @param authors none of them {@link Author.Below}
     */
    record Mentions(List<Author> authors) implements Condition {
        /** Takes a copy. */
        public Mentions {
            authors = List.copyOf(authors);
        }
    }

    /**
     * Answers a post of one of these accounts.
     *
     * @param authors none of them {@link Author.Below}
     */
    record Answers(List<Author> authors) implements Condition {
        /** Takes a copy. */
        public Answers {
            authors = List.copyOf(authors);
        }
    }

    /** Has one of these values, compared in the field's own way. */
    record OneOf(Field field, List<String> values) implements Condition {
        /** Takes a copy. */
        public OneOf {
            values = List.copyOf(values);
        }
    }

    /** Has one of these values in a column of texts, letter by letter. */
    record In(Column column, List<String> values) implements Condition {
        /** Takes a copy. */
        public In {
            values = List.copyOf(values);
        }
    }

    /** Has a number in a column that compares so with another; of a list that is how many values it has. */
    record Amount(Column column, Comparison comparison, int value) implements Condition {}

    /** Has this feature. */
    record Has(Feature feature) implements Condition {}

    /** Its {@code sort_at} is this time, in whole microseconds, or later. */
    record Since(Instant start) implements Condition {}

    /** Its {@code sort_at} is before this time, in whole microseconds. */
    record Until(Instant end) implements Condition {}

    /**
     * Is in a sample, the same posts every time: of the MD5 of the URI, the first 32 bits as a number are less than
     * {@code below}.
     *
     * @param below from 1 to 2³² − 1
     */
    record Sample(long below) implements Condition {}

    /**
     * Has a value of a feature that compares so with a number.
     *
     * @param parameter that asks for it, for people
     */
    record Compared(String feature, Comparison comparison, double value, String parameter) implements Condition {}

    /**
     * Has a value of a feature.
     *
     * @param parameter that asks for it, for people
     */
    record HasValue(String feature, String parameter) implements Condition {}

    /** How a value compares with a number. */
    enum Comparison {
        LESS("<"),
        AT_MOST("<="),
        EQUAL("="),
        AT_LEAST(">="),
        MORE(">");

        private final String sign;

        Comparison(String sign) {
            this.sign = sign;
        }

        /** In requests, and in SQL. */
        public String sign() {
            return sign;
        }

        /** The one with a sign. */
        static Comparison of(String sign) {
            return Arrays.stream(values())
                    .filter(comparison -> comparison.sign.equals(sign))
                    .findFirst()
                    .orElseThrow();
        }
    }

    /**
     * A column of posts.
     *
     * @param name as in files; nothing in it is what a stranger wrote
     * @param isList whether it has lists of values
     */
    record Column(String name, boolean isList) {
        /** One that has a value, or none. */
        static Column of(String name) {
            return new Column(name, false);
        }

        /** One that has lists of values. */
        static Column ofLists(String name) {
            return new Column(name, true);
        }
    }

    /** What a post may have values of that are not compared as they stand in a column. */
    enum Field {
        /** Its {@code at://} URI. */
        URI,
        /** A language that it claims, BCP 47 in lower case; {@code en} is also what {@code en-GB} is. */
        LANG,
        /** A hashtag without {@code #}, in any case. */
        HASHTAG,
        /** The host of a link in lower case, or a domain that the host is below. */
        DOMAIN,
        /** The URI of the thread's first post; that post has it too. */
        THREAD
    }

    /** What a post may have. */
    enum Feature {
        /** At least one image. */
        IMAGE,
        /** A video. */
        VIDEO,
        /** A link. */
        LINK,
        /** It quotes a record. */
        QUOTE,
        /** It answers a post. */
        REPLY,
        /** A description of an image or video. */
        ALT
    }

    /** A post that meets all of these. */
    static Condition all(List<Condition> conditions) {
        return conditions.size() == 1 ? conditions.getFirst() : new All(conditions);
    }

    /** A post that meets at least one of these. */
    static Condition any(List<Condition> conditions) {
        return conditions.size() == 1 ? conditions.getFirst() : new Any(conditions);
    }
}
