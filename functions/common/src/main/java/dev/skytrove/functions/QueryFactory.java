package dev.skytrove.functions;

import dev.skytrove.query.PostSearch;
import dev.skytrove.query.handles.HandleResolver;
import dev.skytrove.query.handles.NetworkHandles;
import dev.skytrove.runtime.ProcessEnvironment;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import java.time.Clock;

/** Opens the search over the lake. */
@Factory
final class QueryFactory {
    /** At start, not at the first request: a wrong setting ends the process, and DuckDB opens while the server starts. */
    @Context
    @Bean(preDestroy = "close")
    PostSearch search(QueryConfig config, HandleConfig handles, ProcessEnvironment environment, Clock clock) {
        return PostSearch.open(
                config.settings(environment.variables()),
                config.storage(),
                environment.variables(),
                clock,
                handles.resolve() ? NetworkHandles.open(clock) : HandleResolver.NONE);
    }
}
