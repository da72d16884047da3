package dev.skytrove.query;

import dev.skytrove.testing.lake.SampleLake;
import dev.skytrove.testing.visibility.PostCase;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.LongConsumer;

/** The events of all {@link PostCase}s, and how a lake gets them. */
final class PostCases {
    private static final int BATCHES = 4;

    private final List<PostCase.Event> events;

    private PostCases(List<PostCase.Event> events) {
        this.events = events;
    }

    /** All events, in an order that the seed decides. */
    static PostCases shuffled(long seed) {
        List<PostCase.Event> events = new ArrayList<>(
                PostCase.all().stream().flatMap(one -> one.events().stream()).toList());
        Collections.shuffle(events, new Random(seed));
        return new PostCases(events);
    }

    /** The texts of the posts that are shown when all is known, sorted. */
    static List<String> shown() {
        return PostCase.all().stream().flatMap(one -> one.shown().stream()).sorted().toList();
    }

    /** In that order. */
    List<PostCase.Event> events() {
        return events;
    }

    /**
     * Flushes them in several batches.
     *
     * @param flushed told the number of each
     */
    void flush(SampleLake lake, LongConsumer flushed) {
        for (int batch = 0; batch < BATCHES; batch++) {
            events.subList(events.size() * batch / BATCHES, events.size() * (batch + 1) / BATCHES)
                    .forEach(event -> event.addTo(lake));
            lake.flush(batch + 1);
            flushed.accept(batch + 1);
        }
    }
}
