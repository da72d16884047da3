package dev.skytrove.lake.storage;

import dev.skytrove.lake.DataSize;

/** The object store could not be reached or refused; the message names the object and the cause. */
public class StorageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StorageException(String message) {
        super(message);
    }

    public StorageException(String message, Throwable cause) {
        super(message, cause);
    }

    /** An object that is larger than its reader accepts. */
    static StorageException tooLarge(String name, long size, DataSize limit) {
        return new StorageException("'" + name + "' has " + size + " bytes, more than " + limit);
    }
}
