package dev.skytrove.export;

import dev.skytrove.query.duckdb.DuckDb;
import dev.skytrove.runtime.Program;
import dev.skytrove.runtime.ServiceRunner;
import dev.skytrove.runtime.http.HttpService;

/** The process {@code export}. */
public final class ExportMain {
    private ExportMain() {}

    /** Serves until SIGTERM or SIGINT. */
    public static void main(String[] args) {
        if (args.length == 0) {
            DuckDb.openAhead();
        }
        Program program = new Program("export", "Answers GET /export with posts of the lake as CSV.");
        System.exit(ServiceRunner.run(program, args, HttpService.class));
    }
}
