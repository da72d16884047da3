package dev.skytrove.query.admission;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Where exports are while their clients read them, so that a slow reader does not keep others from searching: so many
 * give their place among the queries back once they are found. Further ones keep it until one of these is read (I5). May
 * be used from any thread.
 */
public final class ReadingPlaces {
    private final Deque<Place> waiting = new ArrayDeque<>();
    private int free;

    /** @param most how many exports are read without a place among the queries */
    public ReadingPlaces(int most) {
        this.free = most;
    }

    /**
     * Takes an export that was found.
     *
     * @param leave gives its place among the queries back: at once, or later
     * @return what to close, once, when it is read
     */
    public synchronized Place enter(Runnable leave) {
        Place place = new Place(leave);
        if (free > 0) {
            free--;
            leave.run();
        } else {
            waiting.add(place);
        }
        return place;
    }

    private synchronized void exit(Place place) {
        if (waiting.remove(place)) {
            place.leave.run();
            return;
        }
        Place next = waiting.poll();
        if (next == null) {
            free++;
        } else {
            next.leave.run();
        }
    }

    /** That of one export. */
    public final class Place implements AutoCloseable {
        private final Runnable leave;

        private Place(Runnable leave) {
            this.leave = leave;
        }

        @Override
        public void close() {
            exit(this);
        }
    }
}
