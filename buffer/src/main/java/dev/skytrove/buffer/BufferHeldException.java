package dev.skytrove.buffer;

/** Another ingestor appends. Nothing was changed; it helps to ask again until that one is gone. */
public final class BufferHeldException extends BufferException {
    private static final long serialVersionUID = 1L;

    public BufferHeldException(String message) {
        super(message);
    }
}
