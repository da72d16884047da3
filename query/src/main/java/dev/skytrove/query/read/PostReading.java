package dev.skytrove.query.read;

import dev.skytrove.lake.HourKey;
import dev.skytrove.query.files.PlannedFile;
import dev.skytrove.query.index.RowFinder;
import dev.skytrove.query.index.RowRange;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** Reads files of posts: all of each, or only the rows that can match where that is known. */
public final class PostReading {
    /** What it costs to read a few rows somewhere in a file, in bytes that could be read meanwhile. */
    private static final long RANGE_BYTES = 1L << 19;

    /** About what a post takes in a file. */
    private static final long POST_BYTES = 400;

    /** Of more accounts most row groups have some. */
    private static final int MOST_AUTHORS = 256;

    private final LakeReader reader;
    private final RowFinder finder;
    private final List<String> authors;
    private final Set<HourKey> hours = new HashSet<>();

    /**
     * Reads nothing yet.
     *
     * @param authors the accounts whose posts are looked for; none if they may be of anybody
     */
    public PostReading(LakeReader reader, RowFinder finder, List<String> authors) {
        this.reader = reader;
        this.finder = finder;
        this.authors = authors;
    }

    /** Takes what is to be read. */
    public interface Target {
        /** All rows of files. */
        void files(List<String> paths);

        /** Some rows of one file, at least one range, in order. */
        void rows(List<String> path, List<RowRange> rows);
    }

    /** What reading a file costs, in bytes. */
    public long cost(PlannedFile file) {
        return finder.rows(file)
                .map(rows -> rows.size() * RANGE_BYTES + POST_BYTES * rows.stream().mapToLong(RowRange::length).sum())
                .map(cost -> Math.min(cost, file.size()))
                .orElse(file.size());
    }

    /**
     * Passes files that can match.
     *
     * @param firstBytes the first of those that are read as a whole, before the rest
     */
    public void read(List<PlannedFile> files, long firstBytes, Target target) {
        Parts parts = parts(files);
        reader.readEach(parts.some, finder, target::rows);
        readWhole(parts.whole, firstBytes, local -> target.files(LocalFile.patterns(local)));
    }

    /** The same with the files that paths are of, and the rows that can match; none to read all. */
    public void readLocal(List<PlannedFile> files, BiConsumer<List<LocalFile>, List<RowRange>> target) {
        Parts parts = parts(files);
        reader.readEachLocal(parts.some, finder, target);
        readWhole(parts.whole, Long.MAX_VALUE, local -> target.accept(local, List.of()));
    }

    /** Of files in a bucket no more than what may have posts of the authors. */
    private void readWhole(List<PlannedFile> files, long firstBytes, Consumer<List<LocalFile>> query) {
        if (authors.isEmpty() || authors.size() > MOST_AUTHORS) {
            reader.readLocal(files, firstBytes, finder, query);
        } else {
            reader.readAuthors(files, authors, finder, query);
        }
    }

    /**
     * What is to be read.
     *
     * @param whole files as a whole
     * @param some rows of files
     */
    private record Parts(List<PlannedFile> whole, Map<PlannedFile, List<RowRange>> some) {}

    private Parts parts(List<PlannedFile> files) {
        List<PlannedFile> whole = new ArrayList<>();
        Map<PlannedFile, List<RowRange>> some = new LinkedHashMap<>();
        for (PlannedFile file : files) {
            Optional<List<RowRange>> rows = finder.rows(file);
            if (rows.isEmpty()) {
                whole.add(file);
            } else if (!rows.get().isEmpty()) {
                some.put(file, rows.get());
            }
        }
        whole.forEach(file -> hours.add(file.file().hour()));
        some.keySet().forEach(file -> hours.add(file.file().hour()));
        return new Parts(whole, some);
    }

    /** How many different hours had something to read. */
    public int hours() {
        return hours.size();
    }
}
