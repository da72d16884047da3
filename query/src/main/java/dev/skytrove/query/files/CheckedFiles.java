package dev.skytrove.query.files;

import dev.skytrove.lake.parquet.FileColumns;
import dev.skytrove.lake.parquet.PageSum;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Looks at each file when a query first opens it: whether it is whole at both ends and has the columns of its table. The
 * checksum of all its pages is compared in the background, soon after; of copies, {@link LocalFiles} does so. A file that
 * is put in the place of another is looked at again. All methods may be called from any thread.
 */
public final class CheckedFiles implements AutoCloseable {
    /** So many are remembered; those of a process that opens more are looked at anew. */
    private static final int MOST = 20_000;

    private final boolean inPlace;
    private final UnreadableFiles unreadable;
    private final Set<Checked> fit = ConcurrentHashMap.newKeySet();

    /** Pages had changed: looked at before each use, since somebody may mend them. */
    private final Set<Checked> changed = ConcurrentHashMap.newKeySet();

    private final BackgroundCheck<Checked> background = new BackgroundCheck<>(this::comparePages);

    /**
     * @param inPlace whether files are read where they are, and not copies that somebody else compares
     * @param unreadable is told of files whose pages have changed
     */
    public CheckedFiles(boolean inPlace, UnreadableFiles unreadable) {
        this.inPlace = inPlace;
        this.unreadable = unreadable;
    }

    /**
     * What keeps a file from being read as what its name says, in words.
     *
     * @return empty if nothing does, or the file is gone
     */
    public Optional<String> fault(PlannedFile file, Path path) {
        try {
            // Also of one that has just been exchanged: it has another key, or is looked at by the next query.
            Checked checked = new Checked(file, path, key(path));
            if (fit.contains(checked)) {
                return Optional.empty();
            }
            Optional<String> fault = look(checked);
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

    /** Ends what is under way. */
    @Override
    public void close() {
        background.close();
    }

    /** Opens it once: a first search may look at hundreds of small files. */
    private Optional<String> look(Checked checked) throws IOException {
        try (FileChannel file = FileChannel.open(checked.path, StandardOpenOption.READ)) {
            if (!ParquetEnds.areWhole(file)) {
                return Optional.of(
                        ParquetEnds.areSpoiled(file) ? PageSum.FAULT : "it is empty, cut off or no Parquet");
            }
            if (changed.contains(checked)) {
                if (PageSum.isWrong(checked.path)) {
                    return Optional.of(PageSum.FAULT);
                }
                changed.remove(checked);
            }
            return FileColumns.fault(file, checked.file.file().table());
        }
    }

    private void remember(Checked checked) {
        if (fit.size() >= MOST) {
            fit.clear();
        }
        fit.add(checked);
        if (inPlace) {
            background.used(checked);
        }
    }

    private void comparePages(Checked checked) throws IOException {
        if (PageSum.isWrong(checked.path)) {
            changed.add(checked);
            fit.remove(checked);
            unreadable.add(checked.file, PageSum.FAULT);
        }
    }

    /** The device's and the file's number. */
    private static Object key(Path path) throws IOException {
        return Files.readAttributes(path, BasicFileAttributes.class).fileKey();
    }

    private record Checked(PlannedFile file, Path path, Object key) {
        /** By hand, like the hash: see {@link dev.skytrove.lake.LakeFile#equals}. */
        @Override
        public boolean equals(Object other) {
            return other instanceof Checked checked
                    && file.equals(checked.file)
                    && path.equals(checked.path)
                    && Objects.equals(key, checked.key);
        }

        @Override
        public int hashCode() {
            return file.hashCode();
        }
    }
}
