package dev.skytrove.compact;

import dev.skytrove.jobs.JobConfig;
import dev.skytrove.lake.CrashInjector;
import dev.skytrove.lake.DataSize;
import dev.skytrove.lake.storage.ObjectStore;
import dev.skytrove.lake.storage.ObjectStores;
import dev.skytrove.query.PostSearch;
import dev.skytrove.query.QuerySettings;
import dev.skytrove.query.SearchPage;
import dev.skytrove.query.criteria.CriteriaParser;
import dev.skytrove.query.files.CacheSettings;
import dev.skytrove.query.posts.PostResult;
import dev.skytrove.runtime.JobResult;
import dev.skytrove.testing.lake.SampleLake;
import io.micronaut.serde.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A lake, flushed by DuckDB, and the job on it. */
final class Stage implements AutoCloseable {
    private static final long LAST_BATCH = 1_000_000;

    /** Beside a few posts each index is large. */
    private static final IndexShare ANY = new IndexShare(1000);

    private final Path directory;
    private final String storage;
    private final Map<String, String> environment;
    private final SampleLake lake;
    private final ObjectStore store;
    private IndexShare share = ANY;
    private long batch;

    private Stage(Path directory, String storage, Map<String, String> environment) {
        this.directory = directory;
        this.storage = storage;
        this.environment = environment;
        this.lake = SampleLake.in(directory.resolve("lake"));
        this.store = ObjectStores.open(storage, environment);
    }

    /** In a directory. */
    static Stage in(Path directory) {
        return new Stage(directory, "file://" + directory.resolve("lake"), Map.of());
    }

    /** In a bucket; what is flushed is put there. */
    static Stage in(Path directory, String storage, Map<String, String> environment) {
        return new Stage(directory, storage, environment);
    }

    SampleLake lake() {
        return lake;
    }

    ObjectStore store() {
        return store;
    }

    String storage() {
        return storage;
    }

    Path workDir() {
        return directory.resolve("work");
    }

    /** Flushes what was added, as one batch. */
    void flush(long batch) {
        for (String name : lake.flush(batch)) {
            if (!storage.startsWith("file:")) {
                store.put(name, lake.storage().resolve(name));
                lake.delete(name);
            }
        }
    }

    /** Flushes what was added, as the batch after the one before. */
    void flush() {
        batch++;
        flush(batch);
    }

    /** Says that all batches were flushed long ago. */
    Stage settle() {
        return settle(LAST_BATCH, "2099-01-01T00:00:00Z");
    }

    Stage settle(long batch, String plannedAt) {
        String state = "{\"version\":1,\"batch\":%d,\"cursor\":1,\"source\":\"x\",\"saved_at\":\"%s\"}"
                .formatted(batch, plannedAt);
        store.put("state/flush.json", state.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    /** Lets word indexes be no larger, beside their posts, than in other lakes. */
    Stage boundIndexes() {
        share = IndexShare.USUAL;
        return this;
    }

    /** Names below a prefix. */
    List<String> names(String prefix) {
        List<String> names = new ArrayList<>();
        store.list(prefix, "", object -> names.add(object.name()));
        return names;
    }

    /** The same without the folders. */
    List<String> files(String prefix) {
        return names(prefix).stream().map(name -> name.substring(name.lastIndexOf('/') + 1)).toList();
    }

    CompactConfig config() {
        return config(Duration.ofHours(1));
    }

    CompactConfig config(Duration grace) {
        return new CompactConfig(
                Duration.ofMinutes(15),
                Duration.ofMinutes(1),
                Duration.ofDays(3650),
                grace,
                Duration.ofDays(3650),
                0.02,
                Duration.ofDays(7),
                Duration.ofMinutes(30),
                DataSize.ofMebibytes(64),
                workDir().toString(),
                DataSize.ofMebibytes(64));
    }

    /** Merges what is due. */
    CompactSummary compact() {
        return compact(CrashInjector.NONE, Duration.ZERO, false);
    }

    /**
     * The same.
     *
     * @param later how far ahead the clock is
     */
    CompactSummary compact(CrashInjector crashes, Duration later, boolean rewrite) {
        JobResult result = compaction(config(), crashes, later).run(rewrite);
        return (CompactSummary) ((JobResult.Done) result).summary();
    }

    /** A run with {@code --rewrite}, so much later. */
    CompactSummary rewrite(Duration later) {
        return compact(CrashInjector.NONE, later, true);
    }

    Compaction compaction(CompactConfig config, CrashInjector crashes, Duration later) {
        Clock clock = Clock.offset(Clock.systemUTC(), later);
        ObjectMapper json = ObjectMapper.getDefault();
        return new Compaction(
                config,
                new JobConfig(storage, ""),
                store,
                new CompactPlan.Maker(config, store, clock),
                new IndexPlan.Maker(config, store, clock, share),
                new MonthIndexPlan.Maker(config, store, clock, share),
                new DigestPlan.Maker(config, store, clock),
                crashes,
                json,
                clock);
    }

    PostSearch search() {
        QuerySettings settings = new QuerySettings(
                new CacheSettings(directory.resolve("cache"), DataSize.ofMebibytes(64), 4),
                DataSize.ofMebibytes(96),
                2,
                DataSize.ofMebibytes(256),
                2,
                2,
                Duration.ofSeconds(60),
                Duration.ofSeconds(60));
        return PostSearch.open(settings, storage, environment, Clock.systemUTC());
    }

    /** What a search finds that has nothing in memory. */
    SearchPage searchAnew(Map<String, List<String>> parameters) {
        try (PostSearch search = search()) {
            return search.search(CriteriaParser.ofPages(Clock.systemUTC(), 50, 1_000).parse(parameters));
        }
    }

    /** What a search for everything finds: keys and texts, newest first. */
    static List<String> find(PostSearch search) {
        return find(search, "");
    }

    /** The same of a search for a word; for everything if it is empty. */
    static List<String> find(PostSearch search, String text) {
        Map<String, List<String>> parameters = Map.of("limit", List.of("10000"), "text", List.of(text));
        return search.search(CriteriaParser.ofPages(Clock.systemUTC(), 50, 1_000_000).parse(parameters)).posts().stream()
                .map(Stage::line)
                .toList();
    }

    private static String line(PostResult post) {
        return post.rkey() + " " + post.text();
    }

    @Override
    public void close() {
        store.close();
        lake.close();
    }
}
