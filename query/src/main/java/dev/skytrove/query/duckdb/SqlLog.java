package dev.skytrove.query.duckdb;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells at level DEBUG what DuckDB is asked: the statement and its parameters, the arguments of one message. */
final class SqlLog {
    private static final Logger log = LoggerFactory.getLogger(SqlLog.class);

    private SqlLog() {}

    static void add(String sql, Object... parameters) {
        if (log.isDebugEnabled()) {
            log.debug("{} with {}", sql, List.of(parameters));
        }
    }
}
