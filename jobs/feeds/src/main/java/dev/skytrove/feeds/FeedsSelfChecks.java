package dev.skytrove.feeds;

import dev.skytrove.lake.text.FoldingCheck;
import dev.skytrove.query.duckdb.DuckDbCheck;
import dev.skytrove.runtime.SelfCheck;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;

/** The checks of the libraries that feeds use. */
@Factory
final class FeedsSelfChecks {
    @Singleton
    SelfCheck duckDb() {
        return new SelfCheck("duckdb", DuckDbCheck::query);
    }

    @Singleton
    SelfCheck unicode() {
        return new SelfCheck("unicode", FoldingCheck::fold);
    }

    @Singleton
    SelfCheck yaml() {
        return new SelfCheck("yaml", () -> FeedDefinitions.load("").size() + " feeds ship");
    }
}
