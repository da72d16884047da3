package dev.skytrove.simulator.server;

import dev.skytrove.simulator.history.History;
import dev.skytrove.simulator.v2.V2History;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** What all connections have in common. */
record ServerContext(
        History history, ServerSettings settings, Faults faults, Stats stats, Map<Encoding, FrameStore> preloaded) {
    /** @throws IOException if frames cannot be made in advance */
    static ServerContext of(History history, ServerSettings settings, Faults faults, Stats stats) throws IOException {
        ServerContext server = new ServerContext(history, settings, faults, stats, Map.of());
        Map<Encoding, FrameStore> preloaded = new EnumMap<>(Encoding.class);
        for (Encoding encoding : settings.preload()) {
            Optional<EventDictionary> dictionary = encoding.dictionary(settings);
            preloaded.put(encoding, FrameStore.of(server.everything(encoding.wire()), () -> FrameEncoder.of(dictionary)));
        }
        return new ServerContext(history, settings, faults, stats, preloaded);
    }

    /** The history as the v2 wire counts it. */
    V2History v2History() {
        return new V2History(history, settings.v2().syncEvery());
    }

    /** What a client of the v1 wire gets. */
    EventFeed feed(EventFilter filter) {
        return new OmittingFeed(new V1Feed(history, filter), settings.omission()::leavesOut);
    }

    /** What a client of the v2 wire gets. */
    EventFeed feed(V2Filter filter) {
        V2History events = v2History();
        return new OmittingFeed(new V2Feed(events, filter), position -> !events.isSync(position)
                && settings.omission().leavesOut(events.indexAt(position)));
    }

    /** Frames for a client that wants everything; made in advance if they are. */
    ClientFrames frames(Wire wire, Optional<EventDictionary> dictionary, long first) {
        FrameStore ready = preloaded.get(Encoding.of(wire, dictionary.isPresent()));
        FrameEncoder encoder = FrameEncoder.of(dictionary);
        return ready == null
                ? new EventFrames(everything(wire), encoder, first)
                : new ReadyFrames(ready, encoder, first);
    }

    private EventFeed everything(Wire wire) {
        return switch (wire) {
            case V1 -> feed(EventFilter.all());
            case V2 -> feed(V2Filter.ALL);
        };
    }
}
