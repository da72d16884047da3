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

/** Reads files of posts: all of each, or only the rows that can match where that is known. */
public final class PostReading {
    /** What it costs to read a few rows somewhere in a file, in bytes that could be read meanwhile. */
    private static final long RANGE_BYTES = 1L << 19;

    /** About what a post takes in a file. */
    private static final long POST_BYTES = 400;

    private final LakeReader reader;
    private final RowFinder finder;
    private final Set<HourKey> hours = new HashSet<>();

    /** Reads nothing yet. */
    public PostReading(LakeReader reader, RowFinder finder) {
        this.reader = reader;
        this.finder = finder;
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
        reader.readLocal(parts.whole, firstBytes, finder, local -> target.files(LocalFile.patterns(local)));
    }

    /** The same with the files that paths are of, and the rows that can match; none to read all. */
    public void readLocal(List<PlannedFile> files, BiConsumer<List<LocalFile>, List<RowRange>> target) {
        Parts parts = parts(files);
        reader.readEachLocal(parts.some, finder, target);
        reader.readLocal(parts.whole, Long.MAX_VALUE, finder, local -> target.accept(local, List.of()));
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
