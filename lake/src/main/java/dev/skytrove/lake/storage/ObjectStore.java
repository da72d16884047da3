package dev.skytrove.lake.storage;

import dev.skytrove.lake.DataSize;
import java.nio.file.Path;
import java.util.Collection;
import java.util.function.Consumer;

/**
 * A flat set of named objects. Names are relative to the configured prefix, use {@code /} between parts and contain
 * neither empty parts nor {@code .} or {@code ..}. A method that is given a name against these rules throws {@link
 * IllegalArgumentException}; a listing leaves out what others stored under such names. All methods may be called from
 * any thread.
 *
 * <p>Every method throws {@link StorageException} when the store cannot be reached or refuses, after the retries that
 * are worth it.
 */
public interface ObjectStore extends AutoCloseable {
    /**
     * Stores a file's content under a name, replacing what was there. Atomic: a reader sees the old object or the
     * whole new one. When it returns, the object is durable and listed. Repeating it is harmless.
     */
    void put(String name, Path file);

    /** The same as {@link #put(String, Path)} for content in memory. */
    void put(String name, byte[] content);

    /**
     * Stores a file's content under a name that no object has, as atomically and durably as {@link #put}. Of several that
     * try at once one wins.
     *
     * @return false if an object has the name, which stays as it is. It may be what this very call stored: an answer can
     *     be lost, and the call is then repeated
     */
    boolean putIfAbsent(String name, Path file);

    /**
     * An object's content.
     *
     * @param limit refuses an object that is larger, by a {@link StorageException}, before reading it
     * @throws ObjectNotFoundException if no object has the name
     */
    byte[] get(String name, DataSize limit);

    /**
     * A part of an object's content, in one request.
     *
     * @param offset of its first byte, at least 0
     * @param length at least 0; fewer bytes come where the object ends before, none where it ends before the first
     * @throws ObjectNotFoundException if no object has the name
     */
    byte[] read(String name, long offset, int length);

    /**
     * Copies an object into a file, replacing it. The file has its whole content or is not there; unlike an object it
     * need not outlive a power failure.
     *
     * @param target a file in a directory that is there
     * @throws ObjectNotFoundException if no object has the name
     */
    void download(String name, Path target);

    /**
     * Passes all objects whose names start with a prefix, in the order of their names' UTF-8 bytes. An object put or
     * deleted meanwhile may or may not be among them; any other is there exactly once.
     *
     * @param prefix any string; empty for all objects
     * @param startAfter passes only names behind this one; empty for all
     */
    void list(String prefix, String startAfter, Consumer<ObjectInfo> consumer);

    /** Deletes objects; a name that no object has is no error. */
    void delete(Collection<String> names);

    /** The location as configured, fit for people and logs: no credentials. */
    String location();

    @Override
    void close();
}
