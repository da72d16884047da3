package dev.skytrove.buffer;

/** The buffer has lost what was in it while we were connected: whoever begins anew must fill it again. */
public final class BufferLostException extends BufferException {
    private static final long serialVersionUID = 1L;

    public BufferLostException(String message) {
        super(message);
    }
}
