package dev.skytrove.query.fold;

import dev.skytrove.lake.LakeFile;
import dev.skytrove.query.criteria.TimeRange;
import dev.skytrove.query.duckdb.DuckDb;
import dev.skytrove.query.duckdb.Session;
import dev.skytrove.query.files.PlannedFile;
import dev.skytrove.query.read.LakeReader;
import dev.skytrove.query.read.LakeSql;
import dev.skytrove.query.read.LocalFile;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** The posts of files as the view {@code matches}, without rows that nobody may see: only what is asked of it is read. */
final class WholePosts {
    private final Session session;
    private final LakeReader reader;
    private final HiddenTable hidden;
    private final String columns;

    /** @param hidden of each file the places of the rows that nobody may see, counted from 0 */
    WholePosts(Session session, LakeReader reader, Map<LakeFile, BitSet> hidden, List<PostColumn> columns) {
        this.session = session;
        this.reader = reader;
        this.hidden = new HiddenTable(session, hidden);
        this.columns = columns.stream()
                .map(column -> column.select() + " AS " + column.name())
                .collect(Collectors.joining(", "));
    }

    /**
     * Makes the view of some files and ends it, once or several times, so that each is in one of them.
     *
     * @param query what is done with it, by the files, of which the first has the {@code file_index} 0; it is done again if it
     *     failed because of a file that cannot be read
     */
    void pass(List<PlannedFile> files, TimeRange range, Consumer<List<LocalFile>> query) {
        reader.readLocal(files, local -> hidden.with(local, () -> {
            session.update(view(local, range));
            query.accept(local);
            session.update("DROP VIEW matches");
        }));
    }

    /** A view has no parameters: paths are of our own making, and times are numbers. */
    private String view(List<LocalFile> local, TimeRange range) {
        String paths = LocalFile.patterns(local).stream().map(DuckDb::quoted).collect(Collectors.joining(", ", "[", "]"));
        return """
                CREATE TEMP VIEW matches AS SELECT %s FROM %s
                WHERE sort_at >= make_timestamptz(%d) AND sort_at < make_timestamptz(%d)"""
                .formatted(
                        columns,
                        LakeSql.PARQUET.replace("?", paths) + HiddenTable.ANTI_JOIN,
                        micros(range.start()),
                        micros(range.end()));
    }

    private static long micros(Instant time) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, time);
    }
}
