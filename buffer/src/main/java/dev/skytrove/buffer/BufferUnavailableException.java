package dev.skytrove.buffer;

/**
 * The buffer is not reachable, not ready or too slow. It helps to begin anew, later; whether what was asked last was done is
 * unknown.
 */
public final class BufferUnavailableException extends BufferException {
    private static final long serialVersionUID = 1L;

    public BufferUnavailableException(String message) {
        super(message);
    }

    public BufferUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
