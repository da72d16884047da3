package dev.skytrove.ingestor.source;

import dev.skytrove.buffer.ReceivedEvent;
import java.util.OptionalLong;

/** Takes what a stream delivers. */
public interface StreamListener {
    /**
     * Takes an event, or what should be one.
     *
     * @param sequence the server's own number of it, if it numbers its events
     */
    void received(ReceivedEvent event, OptionalLong sequence);

    /** Takes a message of which nothing can be made, not even its number. */
    void unreadable(ReceivedEvent.Malformed message);

    /** The server said that it begins later than it was asked to. */
    void beganLate();
}
