package dev.skytrove.buffer;

/** The buffer is set up or secured in a way that we cannot work with. The message says what to change. */
public final class BufferMisconfiguredException extends BufferException {
    private static final long serialVersionUID = 1L;

    public BufferMisconfiguredException(String message) {
        super(message);
    }

    public BufferMisconfiguredException(String message, Throwable cause) {
        super(message, cause);
    }
}
