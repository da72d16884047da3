package dev.skytrove.ingestor.jetstream;

import dev.skytrove.ingestor.source.MessageFault;
import dev.skytrove.lake.ByteSlice;
import java.util.OptionalLong;

/** What a message of a server means. */
public sealed interface Delivery {
    /**
     * An event, or what should be one: whether its JSON is that of an event is for others to say.
     *
     * @param json the event in the form of {@link Wire#V1}
     * @param raw what the server said, uncompressed; the same bytes on the first wire
     * @param sequence the server's own number of the event, on {@link Wire#V2}
     */
    record Event(ByteSlice json, ByteSlice raw, OptionalLong sequence) implements Delivery {}

    /**
     * Something that the server says about the stream; no event is lost by hearing it. It is cut and made printable.
     *
     * @param name its name, such as {@code OutdatedCursor} or {@code ConsumerTooSlow}
     * @param text the server's words, may be empty
     */
    record Notice(String name, String text) implements Delivery {
        public Notice {
            name = NetworkText.printable(name);
            text = NetworkText.printable(text);
        }

        /** Whether the server began later than it was asked to, so that events may be missing. */
        public boolean isGap() {
            return name.equals("OutdatedCursor") || isFutureCursor();
        }

        /** Whether the server knows nothing yet of what it was asked for, and begins with what happens next. */
        public boolean isFutureCursor() {
            return name.equals("FutureCursor");
        }
    }

    /**
     * A message of which nothing can be made.
     *
     * @param raw the bytes as received
     * @param fault what is wrong
     */
    record Garbage(ByteSlice raw, MessageFault fault) implements Delivery {}
}
