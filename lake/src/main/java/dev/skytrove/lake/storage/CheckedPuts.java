package dev.skytrove.lake.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Puts objects, and remembers them until it has listed them. An acknowledged PUT is not believed alone: what lies behind a
 * URL may acknowledge it and store nothing. Whoever forgets what the objects were made of calls {@link #requireListed}
 * first. Not for use by several threads at once.
 */
public final class CheckedPuts {
    private final ObjectStore store;
    /** What was put, and how many bytes it has. */
    private final Map<String, Long> put = new LinkedHashMap<>();

    /** Puts nothing yet. */
    public CheckedPuts(ObjectStore store) {
        this.store = store;
    }

    /** Puts a file, as {@link ObjectStore#put(String, Path)} does. */
    public void put(String name, Path file) throws IOException {
        store.put(name, file);
        put.put(name, Files.size(file));
    }

    /** The same, as {@link ObjectStore#putIfAbsent} does. What was there must have as many bytes, too. */
    public boolean putIfAbsent(String name, Path file) throws IOException {
        boolean isNew = store.putIfAbsent(name, file);
        put.put(name, Files.size(file));
        return isNew;
    }

    /** Puts content in memory, as {@link ObjectStore#put(String, byte[])} does. */
    public void put(String name, byte[] content) {
        store.put(name, content);
        put.put(name, (long) content.length);
    }

    /**
     * Lists all that was put since the last call, under its very name: what has taken its place meanwhile does not matter.
     *
     * @param otherwise what it means, for people, that an object is not there: the end of the message
     * @throws StorageException if an object is missing or has another size
     */
    public void requireListed(String otherwise) {
        put.forEach((name, size) -> {
            List<Long> found = new ArrayList<>();
            store.list(name, "", object -> {
                if (object.name().equals(name)) {
                    found.add(object.size());
                }
            });
            if (!found.equals(List.of(size))) {
                throw new StorageException("'" + name + "' was put with " + size + " bytes, but " + store.location()
                        + " lists " + (found.isEmpty() ? "no such object" : "it with " + found.getFirst())
                        + "; " + otherwise);
            }
        });
        put.clear();
    }
}
