package dev.skytrove.buffer;

/** The lease ran out or was taken while its holder worked. Nothing was changed. */
public final class LeaseLostException extends BufferException {
    private static final long serialVersionUID = 1L;

    public LeaseLostException(String message) {
        super(message);
    }
}
