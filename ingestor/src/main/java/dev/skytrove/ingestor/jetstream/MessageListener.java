package dev.skytrove.ingestor.jetstream;

/** Takes what a connection reads. */
@FunctionalInterface
public interface MessageListener {
    /**
     * Takes the messages of one read, in order of arrival. Called on the thread that reads the
     * socket: it must not block, and pauses the connection when it has enough. Some more may follow a pause,
     * at most what had been received by then.
     *
     * @param connection the connection that read them
     * @param messages the messages, which the listener keeps until it releases them
     */
    void messages(JetstreamConnection connection, Messages messages);
}
