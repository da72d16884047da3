package dev.skytrove.functions;

import dev.skytrove.query.PostSearch;
import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import jakarta.inject.Singleton;

/** No function says that it is ready before DuckDB is: what keeps that from opening ends the process at start. */
@Singleton
final class QueryReady implements ApplicationEventListener<ServerStartupEvent> {
    private final PostSearch search;

    QueryReady(PostSearch search) {
        this.search = search;
    }

    @Override
    public void onApplicationEvent(ServerStartupEvent event) {
        search.awaitOpen();
    }
}
