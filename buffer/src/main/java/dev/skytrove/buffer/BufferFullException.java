package dev.skytrove.buffer;

/** The buffer has reached its memory limit. Nothing was stored; it helps to flush, then to try again. */
public final class BufferFullException extends BufferException {
    private static final long serialVersionUID = 1L;

    public BufferFullException(String message) {
        super(message);
    }

    public BufferFullException(String message, Throwable cause) {
        super(message, cause);
    }
}
