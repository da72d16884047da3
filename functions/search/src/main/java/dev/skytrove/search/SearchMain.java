package dev.skytrove.search;

import dev.skytrove.query.duckdb.DuckDb;
import dev.skytrove.runtime.Program;
import dev.skytrove.runtime.ServiceRunner;
import dev.skytrove.runtime.http.HttpService;

/** The process {@code search}. */
public final class SearchMain {
    private SearchMain() {}

    /** Serves until SIGTERM or SIGINT. */
    public static void main(String[] args) {
        if (args.length == 0) {
            DuckDb.openAhead();
        }
        Program program = new Program("search", "Answers GET /search with posts of the lake as JSON, and counts of them.");
        System.exit(ServiceRunner.run(program, args, HttpService.class));
    }
}
