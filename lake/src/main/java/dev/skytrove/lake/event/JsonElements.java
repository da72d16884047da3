package dev.skytrove.lake.event;

import java.util.Spliterator;
import java.util.Spliterators.AbstractSpliterator;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The elements of an array, found one after the other, so that their number costs no memory. */
final class JsonElements extends AbstractSpliterator<Slice> {
    private final JsonCursor cursor;

    private JsonElements(JsonCursor cursor) {
        super(Long.MAX_VALUE, Spliterator.ORDERED | Spliterator.NONNULL);
        this.cursor = cursor;
    }

    /**
     * Where the elements lie.
     *
     * @param cursor before an array that was found to be valid JSON; nobody else moves it
     */
    static Stream<Slice> of(JsonCursor cursor) {
        cursor.enterArray();
        return StreamSupport.stream(new JsonElements(cursor), false);
    }

    @Override
    public boolean tryAdvance(Consumer<? super Slice> action) {
        try {
            if (!cursor.nextElement()) {
                return false;
            }
            action.accept(cursor.value());
            return true;
        } catch (MalformedEventException e) {
            throw new IllegalStateException("what is in a valid frame is not valid", e);
        }
    }
}
