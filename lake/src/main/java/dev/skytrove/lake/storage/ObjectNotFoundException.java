package dev.skytrove.lake.storage;

/** No object has the name. */
public final class ObjectNotFoundException extends StorageException {
    private static final long serialVersionUID = 1L;

    public ObjectNotFoundException(String name) {
        super("no object is named '" + name + "'");
    }
}
