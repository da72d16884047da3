package dev.skytrove.testing.lake;

import dev.skytrove.testing.model.Folding;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * A lake in a directory. Rows are added first, then a flush writes them as the files of a batch, each to the hour that
 * it was indexed in.
 */
public final class SampleLake implements AutoCloseable {
    private static final List<String> TABLES = List.of("deletes", "accounts", "oversized", "likes", "reposts", "posts");
    private static final List<String> CREATE = List.of(
            """
            CREATE TABLE posts (uri VARCHAR, author_did VARCHAR, rkey VARCHAR, cid VARCHAR, rev VARCHAR,
                operation VARCHAR, text VARCHAR, created_at TIMESTAMPTZ, indexed_at TIMESTAMPTZ, sort_at TIMESTAMPTZ,
                langs VARCHAR[], reply_root_uri VARCHAR, reply_parent_uri VARCHAR, quote_uri VARCHAR,
                embed_type VARCHAR, image_count INTEGER, has_video BOOLEAN, link_uris VARCHAR[], hashtags VARCHAR[],
                mention_dids VARCHAR[], self_labels VARCHAR[], raw_data VARCHAR, text_folded VARCHAR)""",
            """
            CREATE TABLE deletes (uri VARCHAR, author_did VARCHAR, collection VARCHAR, rkey VARCHAR, rev VARCHAR,
                indexed_at TIMESTAMPTZ)""",
            """
            CREATE TABLE likes (uri VARCHAR, author_did VARCHAR, rkey VARCHAR, rev VARCHAR, subject_uri VARCHAR,
                via_uri VARCHAR, created_at TIMESTAMPTZ, indexed_at TIMESTAMPTZ)""",
            "CREATE TABLE reposts AS FROM likes",
            """
            CREATE TABLE accounts (did VARCHAR, kind VARCHAR, handle VARCHAR, active BOOLEAN, status VARCHAR,
                seq BIGINT, event_at TIMESTAMPTZ, indexed_at TIMESTAMPTZ)""",
            """
            CREATE TABLE oversized (uri VARCHAR, author_did VARCHAR, collection VARCHAR, rkey VARCHAR, cid VARCHAR,
                rev VARCHAR, operation VARCHAR, kind VARCHAR, indexed_at TIMESTAMPTZ, size BIGINT, raw_data VARCHAR)""");

    private final Path storage;
    private final Connection connection;

    private SampleLake(Path storage, Connection connection) {
        this.storage = storage;
        this.connection = connection;
    }

    /** An empty lake below a directory, which is what SKYTROVE_STORAGE then names as a {@code file:} URL. */
    public static SampleLake in(Path storage) {
        try {
            SampleLake lake = new SampleLake(storage, DriverManager.getConnection("jdbc:duckdb:"));
            lake.execute("SET TimeZone = 'UTC'");
            CREATE.forEach(lake::execute);
            return lake;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The directory that the lake is in. */
    public Path storage() {
        return storage;
    }

    /** Adds posts to the next batch. */
    public SampleLake add(SamplePost... posts) {
        for (SamplePost post : posts) {
            execute(
                    """
                    INSERT INTO posts VALUES (?, ?, ?, 'bafy', ?, ?, ?, ?, ?, ?, ?, ?, ?, NULL, NULL, 0, false, ?, [],
                        [], [], '{}', ?)""",
                    post.uri(), post.did(), post.rkey(), post.rev(), post.operation(), post.text(), post.createdAt(),
                    post.indexedAt(), post.sortAt(), post.langs(), post.replyUri(), post.replyUri(), post.links(),
                    Folding.stored(post.text()));
        }
        return this;
    }

    /** Adds versions of posts that are too large to be shown to the next batch. */
    public SampleLake addOversized(SamplePost... posts) {
        for (SamplePost post : posts) {
            execute(
                    "INSERT INTO oversized VALUES (?, ?, 'app.bsky.feed.post', ?, 'bafy', ?, ?, 'commit', ?, 70000, '{}')",
                    post.uri(), post.did(), post.rkey(), post.rev(), post.operation(), post.indexedAt());
        }
        return this;
    }

    /** Adds likes and reposts to the next batch. */
    public SampleLake add(SampleInteraction... interactions) {
        for (SampleInteraction one : interactions) {
            execute(
                    "INSERT INTO " + one.table() + " VALUES (?, ?, ?, ?, ?, NULL, ?, ?)",
                    one.uri(), one.did(), one.rkey(), one.rev(), one.subjectUri(), one.indexedAt(), one.indexedAt());
        }
        return this;
    }

    /** Adds the deletion of a like or a repost to the next batch. */
    public SampleLake takeBack(SampleInteraction interaction, String rev, Instant at) {
        execute(
                "INSERT INTO deletes VALUES (?, ?, ?, ?, ?, ?)",
                interaction.uri(), interaction.did(), interaction.collection(), interaction.rkey(), rev, at);
        return this;
    }

    /** Adds deletions to the next batch. */
    public SampleLake add(SampleDelete... deletes) {
        for (SampleDelete delete : deletes) {
            String uri = "at://" + delete.did() + "/app.bsky.feed.post/" + delete.rkey();
            execute(
                    "INSERT INTO deletes VALUES (?, ?, 'app.bsky.feed.post', ?, ?, ?)",
                    uri, delete.did(), delete.rkey(), delete.rev(), delete.indexedAt());
        }
        return this;
    }

    /** Adds account events to the next batch. */
    public SampleLake add(SampleAccount... accounts) {
        for (SampleAccount account : accounts) {
            execute(
                    "INSERT INTO accounts VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                    account.did(), account.kind(), account.handle(), account.active(), account.status(), account.seq(),
                    account.eventAt(), account.indexedAt());
        }
        return this;
    }

    /** Writes all rows added since the last flush, deletes and accounts before posts; returns the object names. */
    public List<String> flush(long batch) {
        List<String> names = new ArrayList<>();
        for (String table : TABLES) {
            for (Instant hour : hours(table)) {
                String name = name(table, hour, batch, batch);
                write("SELECT * FROM " + table + " WHERE date_trunc('hour', indexed_at) = '" + hour + "'", name);
                names.add(name);
            }
            execute("DELETE FROM " + table);
        }
        return names;
    }

    /**
     * Writes features of posts beside those of an hour, as the import of a number does; returns the object name.
     *
     * @param features by the URI of the post; a value may be missing
     */
    public String addFeatures(long batch, Instant hour, List<String> names, Map<String, Map<String, Double>> features) {
        String columns = names.stream().map(name -> ", \"" + name + "\" DOUBLE").collect(Collectors.joining());
        execute("CREATE OR REPLACE TABLE features (uri VARCHAR, author_did VARCHAR, sort_at TIMESTAMPTZ" + columns + ")");
        features.forEach((uri, values) -> {
            List<Object> row = new ArrayList<>(List.of(uri, uri.split("/", -1)[2], hour));
            names.forEach(name -> row.add(values.get(name)));
            execute("INSERT INTO features VALUES (?, ?, ?" + ", ?".repeat(names.size()) + ")", row.toArray());
        });
        String name = name("features", hour, batch, batch).replace("-flush-", "-import-");
        write("SELECT * FROM features", name);
        return name;
    }

    /**
     * Writes the manifest of a snapshot, as {@code docs/formats.md} has it.
     *
     * @param time of it, such as {@code 20260705T120000Z}
     * @param names of the objects that it names
     */
    public void addSnapshot(String time, List<String> names) {
        String createdAt = time.replaceFirst("(....)(..)(..)T(..)(..)(..)Z", "$1-$2-$3T$4:$5:$6Z");
        try {
            StringBuilder files = new StringBuilder();
            for (String name : names) {
                files.append(files.isEmpty() ? "" : ",\n")
                        .append("{\"name\":\"" + name + "\",\"size\":" + Files.size(storage.resolve(name)) + ",\"sha256\":\"")
                        .append("0".repeat(64) + "\"}");
            }
            Path manifest = storage.resolve("snapshots").resolve(time).resolve("manifest.json");
            Files.createDirectories(manifest.getParent());
            Files.writeString(manifest, "{\"version\":1,\"created_at\":\"" + createdAt + "\",\"state\":null,\"redactions\":"
                    + "[{\"at\":\"" + createdAt + "\",\"files\":1,\"rows\":3}],\"tables\":[],\"files\":[" + files + "]}");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes the rows of the batches of an hour as one file, keeping theirs; returns its object name. */
    public String compact(String table, Instant hour, long firstBatch, long lastBatch) {
        List<String> files = flushed(table, hour, firstBatch, lastBatch).stream()
                .map(file -> literal(storage.resolve(file)))
                .toList();
        String name = name(table, hour, firstBatch, lastBatch);
        write("SELECT * FROM read_parquet([" + String.join(", ", files) + "], hive_partitioning = false)", name);
        return name;
    }

    /** The names of the files that flushes wrote for batches of an hour. */
    public List<String> flushed(String table, Instant hour, long firstBatch, long lastBatch) {
        return LongStream.rangeClosed(firstBatch, lastBatch)
                .mapToObj(batch -> name(table, hour, batch, batch))
                .filter(name -> Files.exists(storage.resolve(name)))
                .toList();
    }

    /** Deletes an object. */
    public void delete(String name) {
        try {
            Files.delete(storage.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs any statement on the tables of rows that are yet to be flushed. */
    public void execute(String sql, Object... parameters) {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, value(parameters[i]));
            }
            statement.execute();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private Object value(Object parameter) throws SQLException {
        return switch (parameter) {
            case null -> null;
            case Instant instant -> instant.atOffset(ZoneOffset.UTC);
            case List<?> texts -> connection.createArrayOf("VARCHAR", texts.toArray());
            default -> parameter;
        };
    }

    private List<Instant> hours(String table) {
        String sql = "SELECT DISTINCT date_trunc('hour', indexed_at) FROM " + table;
        List<Instant> hours = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                hours.add(rows.getObject(1, OffsetDateTime.class).toInstant());
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return hours;
    }

    /** A file appears whole or not at all, as objects do. */
    private void write(String select, String name) {
        Path target = storage.resolve(name);
        Path part = storage.resolve("part-" + System.nanoTime());
        try {
            Files.createDirectories(target.getParent());
            execute("COPY (" + select + ") TO " + literal(part) + " (FORMAT parquet, COMPRESSION zstd)");
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String literal(Path path) {
        return "'" + path.toString().replace("'", "''") + "'";
    }

    private static String name(String table, Instant hour, long first, long last) {
        OffsetDateTime utc = hour.truncatedTo(ChronoUnit.HOURS).atOffset(ZoneOffset.UTC);
        return "lake/%s/year=%04d/month=%02d/day=%02d/hour=%02d/%s-flush-%d-%d-0.parquet"
                .formatted(
                        table, utc.getYear(), utc.getMonthValue(), utc.getDayOfMonth(), utc.getHour(), table, first,
                        last);
    }
}
