package dev.skytrove.runtime;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Every environment variable that the product reads, in the order of {@code docs/configuration.md}: who reads it, its
 * form and its meaning. Its default is told where it is read, see {@link SettingDefaults}; here are only words for the
 * empty one. A new setting is one line here; {@code TestConfigurationPage} then tells how to renew the page.
 */
public enum KnownSetting {
    SKYTROVE_STORAGE(Readers.ALL, Form.TEXT, "", "where the lake is: file:///path or s3://bucket/prefix"),
    SKYTROVE_REDIS("ingestor flush", Form.TEXT, "the Redis between ingestor and flush"),
    SKYTROVE_JETSTREAM("ingestor", Form.TEXT, "Jetstream websocket URLs, commas between, best first"),
    SKYTROVE_INGESTOR_COLLECTIONS("ingestor", Form.TEXT, "all", "only these collections, commas between"),
    SKYTROVE_INGESTOR_DIDS("ingestor", Form.TEXT, "all", "only these accounts, commas between"),
    SKYTROVE_INGESTOR_MAX_MESSAGE_SIZE("ingestor", Form.SIZE, "the largest event to take"),
    SKYTROVE_INGESTOR_SOURCES("ingestor", Form.COUNT, "servers to read at once, 1 or 2"),
    SKYTROVE_INGESTOR_COMPRESS("ingestor", Form.FLAG, "ask servers to compress with zstd"),
    SKYTROVE_INGESTOR_ZSTD_DICTIONARY("ingestor", Form.TEXT, "none", "path or URL of the v1 wire's dictionary"),
    SKYTROVE_INGESTOR_CONNECT_TIMEOUT("ingestor", Form.DURATION, "how long a server may take to accept"),
    SKYTROVE_INGESTOR_SILENCE_TIMEOUT("ingestor", Form.DURATION, "how long a server may deliver nothing"),
    SKYTROVE_INGESTOR_REWIND("ingestor", Form.DURATION, "how far before the cursor to go on, same host"),
    SKYTROVE_INGESTOR_HOST_CHANGE_REWIND("ingestor", Form.DURATION, "the same on another host"),
    SKYTROVE_INGESTOR_CLOCK_SKEW("ingestor", Form.DURATION, "how far ahead of our clock a server's time is believed"),
    SKYTROVE_INGESTOR_RECONNECT_AFTER("ingestor", Form.DURATION, "the age at which a connection is renewed; 0s: any"),
    SKYTROVE_INGESTOR_PREFER_AFTER("ingestor", Form.DURATION, "when a better server is tried again"),
    SKYTROVE_INGESTOR_OVERLAP("ingestor", Form.DURATION, "how long a new connection may take to catch up"),
    SKYTROVE_INGESTOR_BACKOFF_MIN("ingestor", Form.DURATION, "the longest first wait after a failure"),
    SKYTROVE_INGESTOR_BACKOFF_MAX("ingestor", Form.DURATION, "the longest wait after many failures"),
    SKYTROVE_INGESTOR_HAND_OVER_EVENTS("ingestor", Form.COUNT, "events received that may wait for Redis"),
    SKYTROVE_INGESTOR_HAND_OVER_SIZE("ingestor", Form.SIZE, "their size"),
    SKYTROVE_INGESTOR_BATCH_EVENTS("ingestor", Form.COUNT, "events in a transaction of Redis"),
    SKYTROVE_INGESTOR_BATCH_DELAY("ingestor", Form.DURATION, "how long an event may wait for its batch"),
    SKYTROVE_INGESTOR_BATCHES_IN_FLIGHT("ingestor", Form.COUNT, "batches that Redis has not acknowledged"),
    SKYTROVE_INGESTOR_REDIS_TIMEOUT("ingestor", Form.DURATION, "how long Redis may take to acknowledge"),
    SKYTROVE_INGESTOR_LEASE(
            "ingestor", Form.DURATION, "how long an ingestor that stands still keeps a standby from taking over, at least 2s"),
    SKYTROVE_INGESTOR_REDIS_MEMORY_SHARE(
            "ingestor", Form.SHARE, "the part of Redis' maxmemory at which reading stops"),
    SKYTROVE_INGESTOR_DUPLICATE_WINDOW("ingestor", Form.COUNT, "events among which duplicates show, at most 270000000"),
    SKYTROVE_INGESTOR_MALFORMED_FRAMES("ingestor", Form.COUNT, "malformed frames to keep"),
    SKYTROVE_INGESTOR_MALFORMED_SIZE("ingestor", Form.SIZE, "how much of each to keep as it is; the whole is packed"),
    SKYTROVE_INGESTOR_MALFORMED_SPACE("ingestor", Form.SIZE, "Redis' memory for all of them; the oldest go first"),
    SKYTROVE_FLUSH_MAX_EVENTS("flush", Form.COUNT, "the most events of a table in one batch"),
    SKYTROVE_FLUSH_MAX_SIZE("flush", Form.SIZE, "the most bytes of a table in one batch, as JSON"),
    SKYTROVE_FLUSH_MAX_ATTEMPTS("flush", Form.COUNT, "how often a batch may fail before it is split"),
    SKYTROVE_FLUSH_FEED_SIZE("flush", Form.COUNT, "the most posts in feeds/latest; 0 writes no feed"),
    SKYTROVE_FLUSH_WORK_DIR("flush", Form.TEXT, "the system's", "where files are written before they are uploaded"),
    SKYTROVE_FLUSH_LEASE("flush", Form.DURATION, "how long a flush that was killed keeps others from running"),
    SKYTROVE_FLUSH_REDIS_TIMEOUT("flush", Form.DURATION, "how long Redis may take for a step"),
    SKYTROVE_TTL_RETENTION("ttl", Form.TEXT, "everything for ever", "how long tables are kept, such as likes=90d,reposts=365d"),
    SKYTROVE_TTL_FEED_AGE("ttl", Form.DURATION, "how long a file of a feed is kept; the newest always is"),
    SKYTROVE_TTL_FEED_FILES("ttl", Form.COUNT, "how many files of a feed are kept at most"),
    SKYTROVE_TTL_SNAPSHOT_AGE("ttl", Form.DURATION, "how long a snapshot is kept, and the files that it names; the newest always is"),
    SKYTROVE_FEEDS_FILE("feeds", Form.TEXT, "none", "a YAML file with further feeds"),
    SKYTROVE_FEEDS_MEMORY("feeds", Form.SIZE, "how much memory the queries of feeds may take"),
    SKYTROVE_FEEDS_TIMEOUT("feeds", Form.DURATION, "how long the query of a feed may take"),
    SKYTROVE_SNAPSHOT_WORK_DIR("snapshot", Form.TEXT, "the system's", "where files lie while they are copied"),
    SKYTROVE_COPY_AWS_ENDPOINT_URL_S3("snapshot", Form.TEXT, "that of the lake", "the URL of the S3 server that copies are on"),
    SKYTROVE_COPY_AWS_REGION("snapshot", Form.TEXT, "that of the lake", "the S3 region of copies"),
    SKYTROVE_COPY_AWS_ACCESS_KEY_ID("snapshot", Form.TEXT, "that of the lake", "the S3 access key for copies"),
    SKYTROVE_COPY_AWS_SECRET_ACCESS_KEY("snapshot", Form.TEXT, "that of the lake", "the S3 secret key for copies"),
    SKYTROVE_COPY_AWS_SESSION_TOKEN("snapshot", Form.TEXT, "that of the lake", "the S3 session token for copies"),
    SKYTROVE_COMPACT_MARGIN("compact", Form.DURATION, "how long ago an hour must have ended before its files are merged"),
    SKYTROVE_COMPACT_SETTLED("compact", Form.DURATION, "how long before a later flush was planned a file must have been put"),
    SKYTROVE_COMPACT_WINDOW("compact", Form.DURATION, "how old hours may be that are looked at without --rewrite"),
    SKYTROVE_COMPACT_GRACE("compact", Form.DURATION, "how long merged files stay; longer than the longest query"),
    SKYTROVE_COMPACT_REWRITE_WINDOW("compact", Form.DURATION, "how old deletions may be that count for a rewrite"),
    SKYTROVE_COMPACT_REWRITE_SHARE("compact", Form.SHARE, "the part of an hour's posts that must be gone for a rewrite"),
    SKYTROVE_COMPACT_REDACTION("compact", Form.DURATION, "how long a deleted post may be in files that a snapshot names"),
    SKYTROVE_COMPACT_LEASE("compact", Form.DURATION, "how long a run that was killed keeps others from running"),
    SKYTROVE_COMPACT_MEMORY("compact", Form.SIZE, "how much memory DuckDB may take to find what is left out"),
    SKYTROVE_COMPACT_WORK_DIR("compact", Form.TEXT, "the system's", "where files are written before they are uploaded"),
    SKYTROVE_COMPACT_WORK_SIZE("compact", Form.SIZE, "how much copies of files may take there"),
    SKYTROVE_IMPORT_PARALLEL("import", Form.COUNT, "how many files are read at once, at most 16"),
    SKYTROVE_IMPORT_MEMORY("import", Form.SIZE, "how much memory DuckDB may take to find what the lake has already"),
    SKYTROVE_IMPORT_WORK_DIR("import", Form.TEXT, "the system's", "where events wait until all of their hour are read"),
    SKYTROVE_IMPORT_WORK_SIZE("import", Form.SIZE, "how much of them, packed, may wait there; copies of files may take as much again"),
    SKYTROVE_IMPORT_MARGIN("import", Form.DURATION, "how long before the newest flush an hour must have ended to be imported"),
    SKYTROVE_IMPORT_LEASE("import", Form.DURATION, "how long a run that was killed keeps others from running"),
    SKYTROVE_IMPORT_URL_SIZE("import", Form.SIZE, "the most that is read of a URL"),
    SKYTROVE_IMPORT_URL_TIMEOUT("import", Form.DURATION, "how long a URL may deliver nothing"),
    SKYTROVE_HTTP_HOST(Readers.FUNCTIONS, Form.TEXT, "the address to listen on; where PORT is set, every one"),
    SKYTROVE_HTTP_PORT(Readers.FUNCTIONS, Form.PORT, "the port to listen on; 0 takes a free one"),
    SKYTROVE_HTTP_IDLE_EXIT(
            Readers.FUNCTIONS,
            Form.DURATION,
            "exit after so long unasked; 0s never; not set, with LISTEN_FDS: " + Listening.IDLE_EXIT),
    SKYTROVE_HTTP_REQUEST_TIMEOUT(Readers.FUNCTIONS, Form.DURATION, "how long a client may take to send a request, or read nothing of its answer"),
    SKYTROVE_HTTP_LEAST_RATE(Readers.FUNCTIONS, Form.COUNT, "bytes a second that a client must read of its answer, on average"),
    SKYTROVE_HTTP_MAX_CONNECTIONS(Readers.FUNCTIONS, Form.COUNT, "connections at once; the oldest without a request gives way"),
    SKYTROVE_HTTP_CLIENT_REQUESTS(Readers.FUNCTIONS, Form.COUNT, "requests of one client address at once; 0: any number"),
    SKYTROVE_HTTP_TRUSTED_PROXIES(Readers.FUNCTIONS, Form.TEXT, "none", "addresses of proxies whose X-Forwarded-For is believed, commas between"),
    SKYTROVE_HTTP_CORS_ORIGINS(Readers.FUNCTIONS, Form.TEXT, "a regular expression of the origins whose pages may ask"),
    SKYTROVE_HTTP_ACCESS_KEYS(Readers.FUNCTIONS, Form.TEXT, "none: nobody needs one", "API keys, as name:SHA-256 in hexadecimal, commas between"),
    SKYTROVE_HTTP_ACCESS_RATE(Readers.FUNCTIONS, Form.COUNT, "requests a minute of one API key, or of one client address; 0: any number"),
    SKYTROVE_HTTP_ACCESS_LOG(Readers.FUNCTIONS, Form.FLAG, "a line of the log for each request, without personal data"),
    SKYTROVE_HANDLES_RESOLVE(Readers.FUNCTIONS, Form.FLAG, "ask the network (DNS, HTTPS) for handles that the lake does not know"),
    SKYTROVE_REGEX_RANGE(Readers.FUNCTIONS, Form.DURATION, "how long a range may be in which a regular expression is searched; 0s allows none"),
    SKYTROVE_ANSWERS_CACHE_SIZE("search", Form.SIZE, "how much answers over closed hours may take in memory; 0 keeps none"),
    SKYTROVE_MANAGEMENT_PORT("ingestor search export", Form.PORT, "the loopback port of /health and /prometheus; 0 takes a free one"),
    SKYTROVE_CACHE_DIR(Readers.CACHES, Form.TEXT, "CACHE_DIRECTORY, else skytrove in XDG_CACHE_HOME", "where files of the lake, and a digest of its accounts, are kept for the next query"),
    SKYTROVE_CACHE_SIZE(Readers.CACHES, Form.SIZE, "how much the cache may hold"),
    SKYTROVE_DUCKDB_MEMORY(Readers.FUNCTIONS, Form.SIZE, "how much memory queries may take"),
    SKYTROVE_DUCKDB_THREADS(Readers.FUNCTIONS, Form.COUNT, "how many threads queries may use, at most 256"),
    SKYTROVE_DUCKDB_SCRATCH(Readers.FUNCTIONS, Form.SIZE, "how much queries may put on disk"),
    SKYTROVE_QUERY_CONCURRENCY(Readers.FUNCTIONS, Form.COUNT, "how many queries run at once"),
    SKYTROVE_QUERY_QUEUE(Readers.FUNCTIONS, Form.COUNT, "how many more may wait"),
    SKYTROVE_QUERY_TIMEOUT(Readers.FUNCTIONS, Form.DURATION, "how long a search may take from its arrival on, waiting and storage included"),
    SKYTROVE_QUERY_STREAM_TIMEOUT(Readers.FUNCTIONS, Form.DURATION, "how long a client may read an export"),
    SKYTROVE_SEARCH_MAX_LIMIT("search", Form.COUNT, "the largest limit of a search"),
    SKYTROVE_SEARCH_AGGREGATION("search", Form.FLAG, "answer /aggregate, which reads all posts of a range"),
    SKYTROVE_EXPORT_MAX_LIMIT("export", Form.COUNT, "the largest limit of an export"),
    SKYTROVE_METRICS_DIR(Readers.JOBS, Form.TEXT, "none", "the directory of node_exporter's textfile collector"),
    SKYTROVE_LOG_LEVEL(Readers.ALL, Form.LOG_LEVEL, "INFO", "how much is logged"),
    SKYTROVE_CRASH_AT("ingestor flush compact import", Form.TEXT, "", "for tests: the crash point to die at"),
    PORT(Readers.FUNCTIONS, Form.PORT, "the port to listen on, as container platforms set it"),
    LISTEN_FDS(Readers.FUNCTIONS, Form.COUNT, "", "how many listening sockets systemd passes: no host and port then"),
    LISTEN_PID(Readers.FUNCTIONS, Form.COUNT, "", "the process that systemd passes them to"),
    CACHE_DIRECTORY(Readers.CACHES, Form.TEXT, "", "the directory that systemd made for the cache"),
    XDG_CACHE_HOME(Readers.CACHES, Form.TEXT, "that of the XDG Base Directory Specification", "where the user's caches are"),
    SKYTROVE_S3_REQUESTS(
            Readers.ALL, Form.COUNT, "the most requests that a process begins in a second, at a bucket"),
    AWS_ENDPOINT_URL_S3(Readers.ALL, Form.TEXT, "AWS_ENDPOINT_URL", "the URL of the S3 server"),
    AWS_ENDPOINT_URL(Readers.ALL, Form.TEXT, "that of AWS", "the URL of the S3 server"),
    AWS_REGION(Readers.ALL, Form.TEXT, "AWS_DEFAULT_REGION", "the S3 region; Hetzner's is the location"),
    AWS_DEFAULT_REGION(Readers.ALL, Form.TEXT, "the S3 region"),
    AWS_ACCESS_KEY_ID(Readers.ALL, Form.TEXT, "", "the S3 access key; needed for s3://"),
    AWS_SECRET_ACCESS_KEY(Readers.ALL, Form.TEXT, "", "the S3 secret key; needed for s3://"),
    AWS_SESSION_TOKEN(Readers.ALL, Form.TEXT, "", "the S3 session token of temporary keys");

    private final String readers;
    private final Form form;
    private final String empty;
    private final String meaning;

    KnownSetting(String readers, Form form, String empty, String meaning) {
        this.readers = readers;
        this.form = form;
        this.empty = empty;
        this.meaning = meaning;
    }

    /** One whose default is told where it is read. */
    KnownSetting(String readers, Form form, String meaning) {
        this(readers, form, "", meaning);
    }

    /** The settings that a process reads, by the process' name. */
    public static List<KnownSetting> readBy(String program) {
        return Arrays.stream(values()).filter(setting -> setting.isReadBy(program)).toList();
    }

    private boolean isReadBy(String program) {
        List<String> names = readers();
        boolean job = !Readers.SERVICES.contains(program);
        return names.contains(program) || names.contains(Readers.ALL) || (job && names.contains(Readers.JOBS));
    }

    /** The names of the processes that read it; {@code all} for every process, {@code jobs} for every job. */
    public List<String> readers() {
        return List.of(readers.split(" ", -1));
    }

    /** How its value is written. */
    public Form form() {
        return form;
    }

    /**
     * What an empty default means, in words; empty where nothing needs to be said. Of the level of the log it is the level:
     * what reads that reads it here, and no record does.
     */
    public String empty() {
        return empty;
    }

    /**
     * What holds where it is not set, for people; empty if nothing does.
     *
     * @param defaults what is told where settings are read, by their names
     */
    public String defaultValue(Map<String, String> defaults) {
        String told = defaults.getOrDefault(name(), "");
        return told.isEmpty() ? empty : told;
    }

    /** What it says, in one line. */
    public String meaning() {
        return meaning;
    }

    /** Whether its value must never be printed. */
    public boolean isSecret() {
        return name().contains("SECRET") || name().contains("TOKEN") || name().contains("ACCESS_KEY");
    }

    /** Groups of processes. */
    private static final class Readers {
        /** Every process reads or writes the lake, so a new one finds the bucket's settings here. */
        static final String ALL = "all";
        /** What neither ingestor nor function is. */
        static final String JOBS = "jobs";
        static final String FUNCTIONS = "search export";
        static final List<String> SERVICES = List.of("ingestor", "search", "export");
        static final String CACHES = "feeds search export";
    }

    /** How a setting is written. Whether its amount makes sense is for its reader to say. */
    public enum Form {
        /** Anything. */
        TEXT(".*", ""),
        /** A whole number. */
        COUNT("\\d{1,18}", "a whole number"),
        /** A TCP port. */
        PORT("\\d{1,4}|[1-5]\\d{4}|6[0-4]\\d{3}|65[0-4]\\d{2}|655[0-2]\\d|6553[0-5]", "a port from 0 to 65535"),
        /** What Micronaut reads as a duration. */
        DURATION("\\d{1,9}(ms|s|m|h|d)", "a duration such as 500ms, 30s, 5m or 2h"),
        /** What the lake's DataSize reads. */
        SIZE("\\d{1,12} ?([kKmMgGtT]i?)?[bB]?", "a size such as 512MiB or 4GiB"),
        /** A part of something. */
        SHARE("0\\.\\d{1,6}|1(\\.0{1,6})?", "a number above 0, at most 1"),
        /** Yes or no. */
        FLAG("true|false", "true or false"),
        /** A level of the log. */
        LOG_LEVEL("ERROR|WARN|INFO|DEBUG|TRACE", "ERROR, WARN, INFO, DEBUG or TRACE");

        private final String pattern;
        private final String description;

        Form(String pattern, String description) {
            this.pattern = pattern;
            this.description = description;
        }

        /** For people: "a duration such as …"; empty for any text. */
        public String description() {
            return description;
        }

        boolean accepts(String value) {
            return value.matches("(?s)" + pattern);
        }
    }
}
