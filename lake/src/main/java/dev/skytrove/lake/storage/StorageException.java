package dev.skytrove.lake.storage;

/** The object store could not be reached or refused; the message names the object and the cause. */
public class StorageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StorageException(String message) {
        super(message);
    }

    public StorageException(String message, Throwable cause) {
        super(message, cause);
    }
}
