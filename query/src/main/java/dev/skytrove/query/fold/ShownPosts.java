package dev.skytrove.query.fold;

import dev.skytrove.lake.LakeFile;
import dev.skytrove.lake.Table;
import dev.skytrove.lake.schema.TableSchemas;
import dev.skytrove.query.duckdb.Session;
import dev.skytrove.query.files.PlannedFile;
import dev.skytrove.query.filter.ConditionSql;
import dev.skytrove.query.filter.PostFilter;
import dev.skytrove.query.index.RowRange;
import dev.skytrove.query.posts.Matches;
import dev.skytrove.query.read.LakeSql;
import dev.skytrove.query.read.LocalFile;
import dev.skytrove.query.read.PostReading;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Adds posts that meet a condition to the matches, but those that are known to be hidden: what would tell that is not read,
 * which takes longer than to find them.
 */
final class ShownPosts {
    private static final String PLACE = ", file_index, file_row_number";

    private static final String POSTS = LakeSql.rows(TableSchemas.columns(Table.POSTS), "*" + PLACE);

    private final Session session;
    private final PostReading reading;
    private final HiddenTable hidden;
    private final List<PostColumn> columns;

    /**
     * Adds nothing yet.
     *
     * @param hidden of each file the places of the rows that nobody may see, counted from 0
     * @param columns of the matches, but for {@code round}
     */
    ShownPosts(Session session, PostReading reading, Map<LakeFile, BitSet> hidden, List<PostColumn> columns) {
        this.session = session;
        this.reading = reading;
        this.hidden = new HiddenTable(session, hidden);
        this.columns = columns;
    }

    /** Adds those of some files. */
    void add(List<PlannedFile> files, PostFilter filter) {
        reading.readLocal(files, (local, rows) -> hidden.with(local, () -> insert(local, rows, filter)));
    }

    private void insert(List<LocalFile> local, List<RowRange> rows, PostFilter filter) {
        List<String> paths = LocalFile.patterns(local);
        String inRange = rows.isEmpty() ? "" : Matches.isAmong(rows) + " AND ";
        String select = columns.stream()
                .map(column -> column.select() + " AS " + column.name())
                .collect(Collectors.joining(", ", "SELECT ", PLACE));
        List<String> parts = new ArrayList<>();
        List<Object> parameters = new ArrayList<>();
        for (ConditionSql.Part part : filter.parts()) {
            parts.add(select + " FROM " + (filter.readsText() ? POSTS : LakeSql.PARQUET) + " WHERE " + inRange + part.sql());
            parameters.add(paths);
            parameters.addAll(part.parameters());
        }
        String names = columns.stream().map(PostColumn::name).collect(Collectors.joining(", "));
        session.update(
                "INSERT INTO matches SELECT " + names + ", 1 AS round FROM (" + String.join(" UNION ALL ", parts) + ")"
                        + HiddenTable.ANTI_JOIN,
                parameters.toArray());
    }
}
