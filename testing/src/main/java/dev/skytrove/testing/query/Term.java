package dev.skytrove.testing.query;

import java.util.List;
import java.util.stream.Collectors;

/** A part of a text with operators: how it is written, and which posts meet it. */
sealed interface Term {
    /** As a person writes it; in parentheses where others stand beside it. */
    String print();

    boolean meets(ModelPost post, ModelLake lake);

    /** A word, a phrase or an operator with its value. */
    record Leaf(String print, Asked asked) implements Term {
        @Override
        public boolean meets(ModelPost post, ModelLake lake) {
            return asked.meets(post, lake);
        }
    }

    /** Each of these. */
    record And(List<Term> terms) implements Term {
        @Override
        public String print() {
            return terms.stream()
                    .map(term -> term instanceof Or ? "(" + term.print() + ")" : term.print())
                    .collect(Collectors.joining(" "));
        }

        @Override
        public boolean meets(ModelPost post, ModelLake lake) {
            return terms.stream().allMatch(term -> term.meets(post, lake));
        }
    }

    /** One of these. */
    record Or(List<Term> terms) implements Term {
        @Override
        public String print() {
            return terms.stream().map(Term::print).collect(Collectors.joining(" OR "));
        }

        @Override
        public boolean meets(ModelPost post, ModelLake lake) {
            return terms.stream().anyMatch(term -> term.meets(post, lake));
        }
    }

    /** Not this. */
    record Without(Term term) implements Term {
        @Override
        public String print() {
            return term instanceof Leaf ? "-" + term.print() : "-(" + term.print() + ")";
        }

        @Override
        public boolean meets(ModelPost post, ModelLake lake) {
            return !term.meets(post, lake);
        }
    }
}
