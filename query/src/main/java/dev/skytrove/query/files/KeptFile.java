package dev.skytrove.query.files;

import dev.skytrove.lake.storage.ObjectStore;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Bytes that processes leave in the cache for those after them, with their checksum: written at once or not at all, and none if
 * damaged or of another form. Nothing is lost with them. Of processes that share the cache the last one's count.
 */
public final class KeptFile {
    private static final Logger log = LoggerFactory.getLogger(KeptFile.class);

    private final CacheFolder folder;
    private final Path file;
    private final byte[] form;
    private final int most;

    private KeptFile(CacheFolder folder, String name, String form, int most) {
        this.folder = folder;
        this.file = folder.directory().resolve(name);
        this.form = (form + '\n').getBytes(StandardCharsets.UTF_8);
        this.most = most;
    }

    /**
     * That of a lake.
     *
     * @param name of the file
     * @param form what the bytes are, and how they were made: those of another form are left alone
     * @param most how many bytes it may have
     */
    public static KeptFile of(
            ObjectStore store, CacheSettings settings, Clock clock, String name, String form, int most) {
        return new KeptFile(CacheFolder.of(store, settings, clock), name, form, most);
    }

    /** What was written; empty if nothing was, or it is not whole. */
    public Optional<byte[]> read() {
        try {
            long size = Files.size(file);
            if (size > most || !folder.use(file, size)) {
                return Optional.empty();
            }
            byte[] bytes = Files.readAllBytes(file);
            int end = bytes.length - Long.BYTES;
            if (end < form.length || ByteBuffer.wrap(bytes).getLong(end) != Crc32.of(bytes, end)) {
                throw new IOException("its checksum is wrong");
            }
            boolean same = Arrays.equals(bytes, 0, form.length, form, 0, form.length);
            return same ? Optional.of(Arrays.copyOfRange(bytes, form.length, end)) : Optional.empty();
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException | RuntimeException e) {
            log.info("{} cannot be read, and is made again: {}", file, e.toString());
            return Optional.empty();
        }
    }

    /** Replaces what was written; if that fails, it is not. */
    public void write(byte[] content) {
        byte[] bytes = ByteBuffer.allocate(form.length + content.length + Long.BYTES)
                .put(form)
                .put(content)
                .array();
        int end = form.length + content.length;
        if (bytes.length > most) {
            return;
        }
        try {
            folder.publish(ByteBuffer.wrap(bytes).putLong(end, Crc32.of(bytes, end)).array(), file);
        } catch (IOException | RuntimeException e) {
            log.info("{} cannot be written: {}", file, e.toString());
        }
    }
}
