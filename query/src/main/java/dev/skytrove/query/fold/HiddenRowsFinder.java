package dev.skytrove.query.fold;

import dev.skytrove.query.criteria.Condition;
import dev.skytrove.query.criteria.SearchCriteria;
import dev.skytrove.query.duckdb.BackgroundWork;
import dev.skytrove.query.duckdb.DuckDb;
import dev.skytrove.query.duckdb.Session;
import java.time.Duration;
import java.util.function.BiFunction;

/**
 * Finds out which rows of some hours nobody may see, in the background, after a count that would have been faster had that been
 * known. No result depends on it. All methods may be called from any thread.
 */
public final class HiddenRowsFinder implements AutoCloseable {
    private static final String THREAD = "query-hidden";

    /** By then digests of keys are on their way, which take less. */
    private static final Duration DELAY = Duration.ofMillis(500);

    /** What is found until then is kept: the next count goes on from there. */
    private static final Duration LIMIT = Duration.ofMinutes(1);

    private final BackgroundWork work;
    private final BiFunction<Session, SearchCriteria, QueriedLake> lakes;

    /** Finds nothing yet, and will with sessions of its own. */
    public HiddenRowsFinder(DuckDb duckDb, BiFunction<Session, SearchCriteria, QueriedLake> lakes) {
        this.work = new BackgroundWork(duckDb, THREAD, DELAY, LIMIT);
        this.lakes = lakes;
    }

    /** Has those of a search's range be found soon, if its count says that they would be of use. */
    public void offer(PostFolder counted, SearchCriteria criteria) {
        if (counted.missedHiddenRows()) {
            work.offer(() -> work.run(session ->
                    new PostFolder(lakes.apply(session, criteria.with(Condition.ANYTHING))).findHidden(criteria.range())));
        }
    }

    /** Leaves its memory to a query that has too little; what was found is kept. */
    public void giveWay() {
        work.giveWay();
    }

    /** Ends what is under way. */
    @Override
    public void close() {
        work.close();
    }
}
