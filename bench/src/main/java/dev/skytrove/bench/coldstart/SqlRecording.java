package dev.skytrove.bench.coldstart;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.skytrove.lake.DataSize;
import dev.skytrove.query.PostSearch;
import dev.skytrove.query.QuerySettings;
import dev.skytrove.query.criteria.CriteriaParser;
import dev.skytrove.query.files.CacheSettings;
import dev.skytrove.query.posts.KeyDigests;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.slf4j.LoggerFactory;

/** Finds out what SQL the function runs, by letting its library run it. */
final class SqlRecording {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\?");
    private static final int SEARCH_DEFAULT = 50;
    private static final int SEARCH_MOST = 1000;

    private SqlRecording() {}

    /**
     * The statements of one search, settings first, with their parameters in place; the last one gives the posts. As
     * earlier searches would have left it, there is a digest of the lake's accounts in the cache. What is prepared for later
     * searches is none of them.
     *
     * @param cache the function's cache directory
     */
    static List<String> of(Path storage, Path cache, String text) {
        try (PostSearch search = open(storage, cache)) {
            search.digestAccounts();
        }
        Logger logger = (Logger) LoggerFactory.getLogger("dev.skytrove.query.duckdb.SqlLog");
        ListAppender<ILoggingEvent> statements = new OfSearches();
        statements.start();
        logger.setLevel(Level.DEBUG);
        logger.setAdditive(false);
        logger.addAppender(statements);
        try (PostSearch search = open(storage, cache)) {
            search.search(CriteriaParser.ofPages(Clock.systemUTC(), SEARCH_DEFAULT, SEARCH_MOST)
                    .parse(Map.of("text", List.of(text))));
        } finally {
            logger.detachAppender(statements);
        }
        return statements.list.stream().map(SqlRecording::statement).toList();
    }

    /** All but those of the thread that prepares later searches. An event itself tells its thread only while it is appended. */
    private static final class OfSearches extends ListAppender<ILoggingEvent> {
        @Override
        protected void append(ILoggingEvent event) {
            if (!Thread.currentThread().getName().equals(KeyDigests.THREAD)) {
                super.append(event);
            }
        }
    }

    private static PostSearch open(Path storage, Path cache) {
        return PostSearch.open(settings(cache), "file://" + storage, Map.of(), Clock.systemUTC());
    }

    /** Those that the function has by default. */
    private static QuerySettings settings(Path cache) {
        return new QuerySettings(
                new CacheSettings(cache, DataSize.ofMebibytes(4096), 8),
                DataSize.ofMebibytes(512),
                2,
                DataSize.ofMebibytes(4096),
                2,
                64,
                Duration.ofSeconds(30),
                Duration.ofMinutes(30));
    }

    private static String statement(ILoggingEvent event) {
        Deque<?> parameters = new ArrayDeque<>((List<?>) event.getArgumentArray()[1]);
        return PLACEHOLDER
                .matcher((String) event.getArgumentArray()[0])
                .replaceAll(placeholder -> Matcher.quoteReplacement(literal(parameters.pop())));
    }

    private static String literal(Object parameter) {
        return switch (parameter) {
            case String text -> "'" + text.replace("'", "''") + "'";
            case Instant instant -> "TIMESTAMPTZ '" + instant.toString().replace("T", " ").replace("Z", "+00") + "'";
            case List<?> list -> list.stream().map(SqlRecording::literal).collect(Collectors.joining(", ", "[", "]"));
            default -> parameter.toString();
        };
    }
}
