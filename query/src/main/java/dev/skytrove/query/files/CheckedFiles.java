package dev.skytrove.query.files;

import dev.skytrove.lake.parquet.FileColumns;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Looks at each file when a query first opens it: whether it is whole at both ends and has the columns of its table. A
 * file that is put in the place of another is looked at again. All methods may be called from any thread.
 */
public final class CheckedFiles {
    /** So many are remembered; those of a process that opens more are looked at anew. */
    private static final int MOST = 20_000;

    private final Set<Checked> fit = ConcurrentHashMap.newKeySet();

    /**
     * What keeps a file from being read as what its name says, in words.
     *
     * @return empty if nothing does, or the file is gone
     */
    public Optional<String> fault(PlannedFile file, Path path) {
        try {
            // Also of one that has just been exchanged: it has another key, or is looked at by the next query.
            Checked checked = new Checked(file, key(path));
            if (fit.contains(checked)) {
                return Optional.empty();
            }
            Optional<String> fault = look(file, path);
            if (fault.isEmpty()) {
                remember(checked);
            }
            return fault;
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of("its footer cannot be read: " + e.getMessage());
        }
    }

    private static Optional<String> look(PlannedFile file, Path path) throws IOException {
        if (!ParquetEnds.areWhole(path)) {
            return Optional.of("it is empty, cut off or no Parquet");
        }
        return FileColumns.fault(path, file.file().table());
    }

    private void remember(Checked checked) {
        if (fit.size() >= MOST) {
            fit.clear();
        }
        fit.add(checked);
    }

    /** The device's and the file's number. */
    private static Object key(Path path) throws IOException {
        return Files.readAttributes(path, BasicFileAttributes.class).fileKey();
    }

    private record Checked(PlannedFile file, Object key) {}
}
