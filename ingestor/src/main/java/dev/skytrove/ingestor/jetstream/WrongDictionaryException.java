package dev.skytrove.ingestor.jetstream;

/** A server compresses with another dictionary than was agreed upon: none of its messages can be read. */
public final class WrongDictionaryException extends Exception {
    private static final long serialVersionUID = 1L;

    WrongDictionaryException(long used, long expected) {
        super("messages are compressed with dictionary " + used + ", not " + expected);
    }
}
