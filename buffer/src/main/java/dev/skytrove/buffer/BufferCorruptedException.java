package dev.skytrove.buffer;

/**
 * What the buffer holds contradicts itself: something other than skytrove changed it. A person has to look; retrying does
 * not help.
 */
public final class BufferCorruptedException extends BufferException {
    private static final long serialVersionUID = 1L;

    public BufferCorruptedException(String message) {
        super(message);
    }

    public BufferCorruptedException(String message, Throwable cause) {
        super(message, cause);
    }
}
