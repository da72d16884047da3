package dev.skytrove.ingestor;

import dev.skytrove.ingestor.jetstream.JetstreamClient;
import dev.skytrove.ingestor.jetstream.JetstreamUrl;
import dev.skytrove.ingestor.jetstream.SubscribeRequest;
import java.util.Optional;

/** Opens the connections of one session. */
final class Links {
    /** The name of the error that tells of a sequence number that the server no longer has. */
    private static final String CURSOR_TOO_OLD = "CursorTooOld";
    /** The name of the error that tells of a dictionary that the server does not use, or not any more. */
    private static final String UNKNOWN_DICTIONARY = "UnknownZstdDictionary";

    private final Run run;
    private final JetstreamClient client;
    private final Dictionaries dictionaries;
    private final BufferSession session;
    private final Optional<Coverage> coverage;

    /** @param coverage compares two sources, if there are two */
    Links(
            Run run,
            JetstreamClient client,
            Dictionaries dictionaries,
            BufferSession session,
            Optional<Coverage> coverage) {
        this.run = run;
        this.client = client;
        this.dictionaries = dictionaries;
        this.session = session;
        this.coverage = coverage;
    }

    /** What to ask of a server now. */
    SubscribeRequest request(JetstreamUrl url) throws InterruptedException {
        return new SubscribeRequest(
                url,
                run.settings().subscription(),
                new StartChoice(session, run.settings(), run.limit()).on(url),
                dictionaries.of(url));
    }

    /** Begins to connect. */
    Follower open(int reader, SubscribeRequest request) {
        HandOver handOver = new HandOver(
                run.settings().handOverEvents(), run.settings().handOverSize().bytes(), run.metrics().backPressure());
        run.metrics().handOverBegun(handOver);
        return new Follower(
                run, new Link(reader, request, client.connect(request, handOver), handOver, coverage), session);
    }

    /**
     * Looks whether a server was asked for something that it does not have.
     *
     * @return whether the next request will be another
     */
    boolean refused(SubscribeRequest request, Departure departure) {
        boolean tooOld = departure.cause() == LeaveCause.ASTRAY
                || (departure.cause() == LeaveCause.REFUSED && departure.message().contains(CURSOR_TOO_OLD));
        if (tooOld) {
            session.forgetSequence(request.url().source());
        }
        boolean unknown = departure.cause() == LeaveCause.DICTIONARY
                || (departure.cause() == LeaveCause.REFUSED && departure.message().contains(UNKNOWN_DICTIONARY));
        if (unknown) {
            request.dictionary().ifPresent(dictionary -> dictionaries.reject(request.url(), dictionary));
        }
        return tooOld || unknown;
    }

    /** Begins or ends to count on a reader's source. */
    void connected(int reader, boolean isConnected) {
        coverage.ifPresent(compared -> {
            if (isConnected) {
                compared.connected(reader);
            } else {
                compared.disconnected(reader);
            }
        });
    }
}
