package dev.skytrove.buffer;

/** The buffer could not do what it was asked. The kind says what helps; the message names the cause. */
public abstract sealed class BufferException extends RuntimeException
        permits BufferCorruptedException,
                BufferFullException,
                BufferHeldException,
                BufferLostException,
                BufferMisconfiguredException,
                BufferUnavailableException,
                LeaseLostException {
    private static final long serialVersionUID = 1L;

    BufferException(String message) {
        super(message);
    }

    BufferException(String message, Throwable cause) {
        super(message, cause);
    }
}
