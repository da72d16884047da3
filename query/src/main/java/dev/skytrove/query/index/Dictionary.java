package dev.skytrove.query.index;

import dev.skytrove.lake.index.IndexContents;
import dev.skytrove.query.duckdb.DuckDb;
import dev.skytrove.query.duckdb.Session;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Looks pieces up in the runs of an index on the local disk. */
final class Dictionary {
    /** So many are looked for by one statement: each makes the rows of its result different ones. */
    private static final int AT_ONCE = 6;

    /** More would be a strange search, which reads on. */
    static final int MOST_PIECES = 60;

    private static final String FILE = " FROM read_parquet(?, hive_partitioning = false)";

    private static final String UNKNOWN = "SELECT DISTINCT unnest(blocks)" + FILE + " WHERE run = ''";

    private final Session session;
    private final List<String> file;
    private final IndexContents contents;

    Dictionary(Session session, Path path, IndexContents contents) {
        this.session = session;
        this.file = List.of(DuckDb.pattern(path));
        this.contents = contents;
    }

    /** Those of some pieces that occur in runs whose blocks the index does not tell. */
    Set<String> common(Collection<String> pieces) {
        List<String> list = List.copyOf(pieces);
        String found = list.stream().map(piece -> "bool_or(contains(run, ?))").collect(Collectors.joining(", "));
        List<Object> parameters = new ArrayList<>(list);
        parameters.add(file);
        parameters.add(contents.mostPosts());
        Set<String> common = new HashSet<>();
        session.list(
                "SELECT " + found + FILE + " WHERE posts > ?",
                row -> {
                    for (int i = 0; i < list.size(); i++) {
                        if (row.getBoolean(i + 1)) {
                            common.add(list.get(i));
                        }
                    }
                    return true;
                },
                parameters.toArray());
        return common;
    }

    /** The blocks of pieces that are not common; among them those of which the index cannot tell. */
    Map<String, BitSet> blocks(Collection<String> pieces) {
        List<String> list = List.copyOf(pieces);
        BitSet unknown = new BitSet();
        session.list(UNKNOWN, row -> set(unknown, row.getInt(1), contents.blocks()), file);
        Map<String, BitSet> blocks = new HashMap<>();
        list.forEach(piece -> blocks.put(piece, (BitSet) unknown.clone()));
        for (int i = 0; i < list.size(); i += AT_ONCE) {
            add(list.subList(i, Math.min(i + AT_ONCE, list.size())), blocks);
        }
        return blocks;
    }

    private void add(List<String> pieces, Map<String, BitSet> blocks) {
        StringBuilder which = new StringBuilder();
        for (int i = 0; i < pieces.size(); i++) {
            which.append(i == 0 ? "" : " + ").append(1 << i).append(" * contains(run, ?)::INTEGER");
        }
        String any = pieces.stream().map(piece -> "contains(run, ?)").collect(Collectors.joining(" OR "));
        String sql = "SELECT DISTINCT found, block FROM (SELECT " + which + " AS found, unnest(blocks) AS block" + FILE
                + " WHERE posts <= ? AND (" + any + "))";
        List<Object> parameters = new ArrayList<>(pieces);
        parameters.add(file);
        parameters.add(contents.mostPosts());
        parameters.addAll(pieces);
        session.list(
                sql,
                row -> {
                    int found = row.getInt(1);
                    int block = row.getInt(2);
                    for (int i = 0; i < pieces.size(); i++) {
                        if ((found >> i & 1) == 1) {
                            set(blocks.get(pieces.get(i)), block, contents.blocks());
                        }
                    }
                    return true;
                },
                parameters.toArray());
    }

    /**
     * Adds a block that an index names, of as many as it has.
     *
     * @throws SQLException if it has no such block: the file is damaged
     */
    static boolean set(BitSet blocks, int block, int all) throws SQLException {
        if (block < 0 || block >= all) {
            throw new SQLException("the index has " + all + " blocks, and names block " + block);
        }
        blocks.set(block);
        return true;
    }
}
