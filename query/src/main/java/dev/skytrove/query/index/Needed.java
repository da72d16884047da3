package dev.skytrove.query.index;

import dev.skytrove.lake.index.Runs;
import dev.skytrove.query.criteria.Condition;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * What must occur in the runs of a post's text for the post to meet a condition. It need not be all that the condition says:
 * whoever reads the posts found looks at the condition itself.
 */
sealed interface Needed {
    /** Nothing is known to be needed. */
    record Anything() implements Needed {}

    /** This occurs in a run. */
    record Piece(String text) implements Needed {}

    /** All of them. */
    record All(List<Needed> parts) implements Needed {}

    /** At least one of them. */
    record Any(List<Needed> parts) implements Needed {}

    /** What a condition needs. What it rules out restricts nothing. */
    static Needed of(Condition condition) {
        return switch (condition) {
            case Condition.Text text -> all(Runs.of(text.needle()).stream().distinct().<Needed>map(Piece::new).toList());
            case Condition.All all -> all(all.conditions().stream().map(Needed::of).toList());
            case Condition.Any any -> any(any.conditions().stream().map(Needed::of).toList());
            // A hashtag, too, need not be in the text: posts may have tags beside it.
            default -> new Anything();
        };
    }

    /** The texts that it is about, each once. */
    default Set<String> pieces() {
        Set<String> pieces = new LinkedHashSet<>();
        collect(pieces);
        return pieces;
    }

    private void collect(Set<String> pieces) {
        switch (this) {
            case Anything _ -> {}
            case Piece piece -> pieces.add(piece.text);
            case All all -> all.parts.forEach(part -> part.collect(pieces));
            case Any any -> any.parts.forEach(part -> part.collect(pieces));
        }
    }

    /** What is left where nothing is known of some pieces. */
    default Needed without(Predicate<String> unknown) {
        return switch (this) {
            case Anything _ -> this;
            case Piece piece -> unknown.test(piece.text) ? new Anything() : this;
            case All all -> all(all.parts.stream().map(part -> part.without(unknown)).toList());
            case Any any -> any(any.parts.stream().map(part -> part.without(unknown)).toList());
        };
    }

    /**
     * The blocks that can hold such a post.
     *
     * @param known the blocks of a piece
     * @throws IllegalStateException if nothing is needed
     */
    default BitSet blocks(Function<String, BitSet> known) {
        return switch (this) {
            case Anything _ -> throw new IllegalStateException("any block can");
            case Piece piece -> (BitSet) known.apply(piece.text).clone();
            case All all -> {
                BitSet blocks = all.parts.getFirst().blocks(known);
                all.parts.forEach(part -> blocks.and(part.blocks(known)));
                yield blocks;
            }
            case Any any -> {
                BitSet blocks = new BitSet();
                any.parts.forEach(part -> blocks.or(part.blocks(known)));
                yield blocks;
            }
        };
    }

    /** Whether some pieces are enough for it. */
    default boolean isMet(Predicate<String> there) {
        return switch (this) {
            case Anything _ -> true;
            case Piece piece -> there.test(piece.text);
            case All all -> all.parts.stream().allMatch(part -> part.isMet(there));
            case Any any -> any.parts.stream().anyMatch(part -> part.isMet(there));
        };
    }

    private static Needed all(List<Needed> parts) {
        List<Needed> needed = parts.stream().filter(part -> !(part instanceof Anything)).toList();
        return switch (needed.size()) {
            case 0 -> new Anything();
            case 1 -> needed.getFirst();
            default -> new All(needed);
        };
    }

    private static Needed any(List<Needed> parts) {
        boolean restricted = parts.stream().noneMatch(part -> part instanceof Anything);
        return restricted && !parts.isEmpty() ? new Any(parts) : new Anything();
    }
}
