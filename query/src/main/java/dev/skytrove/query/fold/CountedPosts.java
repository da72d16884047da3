package dev.skytrove.query.fold;

import dev.skytrove.lake.LakeFile;
import dev.skytrove.query.criteria.TimeRange;
import dev.skytrove.query.duckdb.Rows;
import dev.skytrove.query.duckdb.Session;
import dev.skytrove.query.files.PlannedFile;
import dev.skytrove.query.read.LakeReader;
import dev.skytrove.query.read.LocalFile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How many posts of files have which keys, without rows that nobody may see: what is not known of a file is counted, and kept. */
final class CountedPosts {
    /** So much is read at once. */
    private static final long PASS_BYTES = 256L << 20;

    /** More is not kept of a file: a day of hours would not have room. */
    private static final int MOST_OF_A_FILE = 512 << 10;

    /** So much is put together; the tables of DuckDB may lie on disk. */
    private static final long MOST_OF_ALL = 4 << 20;

    private static final long HOUR_MICROS = 3_600_000_000L;

    private static final PostColumn FILE = new PostColumn("file", "INTEGER", "file_index::INTEGER");
    private static final PostColumn SORT_AT = PostColumn.of("sort_at", "TIMESTAMPTZ");

    private static final String HOURS = "SELECT file, hour, sum(posts)::BIGINT FROM counted GROUP BY ALL";
    private static final String DROP = "DROP TABLE counted";

    private final Session session;
    private final LakeReader reader;
    private final Map<LakeFile, BitSet> hidden;
    private final KnownCounts known;

    /** @param hidden of each file the places of the rows that nobody may see, counted from 0 */
    CountedPosts(Session session, LakeReader reader, Map<LakeFile, BitSet> hidden, KnownCounts known) {
        this.session = session;
        this.reader = reader;
        this.hidden = hidden;
        this.known = known;
    }

    /**
     * The counts of files, from which those of each hour that is wholly in a range follow; no other hour is in it.
     *
     * @return empty if they are too many, or a file cannot be read
     */
    Optional<List<KeyCounts>> of(List<PlannedFile> files, TimeRange range, CountedBy by) {
        String fingerprint = Fingerprints.of((by.sql() + version()).getBytes(StandardCharsets.UTF_8));
        Map<PlannedFile, Optional<KeyCounts>> found = new HashMap<>();
        List<PlannedFile> missing = new ArrayList<>();
        for (PlannedFile file : files) {
            known.find(file.file(), fingerprint, hidden(file))
                    .ifPresentOrElse(some -> found.put(file, some.counts()), () -> missing.add(file));
        }
        reader.consult(List.copyOf(found.keySet()));
        if (isTooMuch(found)) {
            return Optional.empty();
        }
        Map<PlannedFile, Optional<KeyCounts>> counted = count(missing, TimeRange.ALL, by);
        counted.forEach((file, counts) ->
                known.put(file.file(), fingerprint, new KnownCounts.Known(hidden(file), counts)));
        found.putAll(counted);
        if (!reader.leftOut().isEmpty() || isTooMuch(found)) {
            return Optional.empty();
        }
        return Optional.of(parts(found, range, by));
    }

    private static boolean isTooMuch(Map<PlannedFile, Optional<KeyCounts>> found) {
        return found.values().stream().anyMatch(Optional::isEmpty)
                || found.values().stream().mapToLong(counts -> counts.orElseThrow().size()).sum() > MOST_OF_ALL;
    }

    /** An hour that is partly in the range is counted once more. */
    private List<KeyCounts> parts(Map<PlannedFile, Optional<KeyCounts>> found, TimeRange range, CountedBy by) {
        List<PlannedFile> cut = new ArrayList<>();
        List<KeyCounts> parts = new ArrayList<>();
        found.forEach((file, counts) -> {
            if (counts.orElseThrow().isCutBy(range)) {
                cut.add(file);
            } else {
                parts.add(counts.orElseThrow().in(range));
            }
        });
        // Fewer keys than all of the file has, which were not too many.
        count(cut, range, by).values().forEach(counts -> parts.add(counts.orElseThrow()));
        return parts;
    }

    /** Counts; files that cannot be read are not in it. */
    private Map<PlannedFile, Optional<KeyCounts>> count(List<PlannedFile> files, TimeRange range, CountedBy by) {
        List<PostColumn> columns = Stream.concat(Stream.of(FILE, SORT_AT), by.columns().stream()).toList();
        WholePosts posts = new WholePosts(session, reader, hidden, columns);
        Map<PlannedFile, Optional<KeyCounts>> counted = new HashMap<>();
        for (int i = 0; i < files.size(); ) {
            List<PlannedFile> pass = new ArrayList<>();
            for (long bytes = 0; i < files.size() && bytes < PASS_BYTES; i++) {
                pass.add(files.get(i));
                bytes += files.get(i).size();
            }
            posts.pass(pass, range, local -> count(local, by, counted));
        }
        return counted;
    }

    /** Those of the view {@code matches}. */
    private void count(List<LocalFile> local, CountedBy by, Map<PlannedFile, Optional<KeyCounts>> counted) {
        List<KeyCounts.Builder> builders =
                local.stream().map(file -> new KeyCounts.Builder(MOST_OF_A_FILE)).toList();
        String columns = by.columns().stream().map(column -> ", " + column.name()).collect(Collectors.joining());
        session.update("CREATE TEMP TABLE counted AS SELECT file, epoch_us(date_trunc('hour', make_timestamp(epoch_us(sort_at)))"
                + "::TIMESTAMP) AS hour" + columns + ", count(*) AS posts FROM matches GROUP BY ALL");
        each(HOURS, row -> builders.get(row.getInt(1)).hour(hour(row), row.getLong(3)));
        if (!by.keys().isEmpty()) {
            String sql = "SELECT file, hour, sum(posts)::BIGINT, " + String.join(", ", by.keys()) + " FROM "
                    + by.keyed().apply("counted") + " GROUP BY ALL";
            each(sql, row -> builders.get(row.getInt(1)).key(hour(row), row.getLong(3), key(row, by.keys().size())));
        }
        session.update(DROP);
        for (int i = 0; i < local.size(); i++) {
            counted.put(local.get(i).planned(), builders.get(i).build());
        }
    }

    /** Takes a row. */
    private interface RowTaker {
        void take(ResultSet row) throws SQLException;
    }

    private void each(String sql, RowTaker taker) {
        Session.RowReader<Boolean> reading = row -> {
            taker.take(row);
            return true;
        };
        try (Rows<Boolean> rows = session.rows(sql, reading)) {
            while (rows.next()) {
                rows.row();
            }
        }
    }

    private static long hour(ResultSet row) throws SQLException {
        return Math.floorDiv(row.getLong(2), HOUR_MICROS);
    }

    private static List<String> key(ResultSet row, int values) throws SQLException {
        List<String> key = new ArrayList<>();
        for (int i = 0; i < values; i++) {
            key.add(row.getString(4 + i));
        }
        return key;
    }

    private String version() {
        return session.texts("SELECT version()").getFirst();
    }

    /** The file's length, too: a lake that was begun anew has other files of the same names. */
    private String hidden(PlannedFile file) {
        byte[] rows = hidden.get(file.file()).toByteArray();
        return Fingerprints.of(ByteBuffer.allocate(Long.BYTES + rows.length).putLong(file.size()).put(rows).array());
    }
}
