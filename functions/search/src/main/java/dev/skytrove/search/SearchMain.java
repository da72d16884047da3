package dev.skytrove.search;

import dev.skytrove.query.duckdb.DuckDb;
import dev.skytrove.runtime.Program;
import dev.skytrove.runtime.ServiceRunner;
import dev.skytrove.runtime.http.HttpService;
import io.micronaut.openapi.annotation.OpenAPIInclude;
import io.swagger.v3.oas.annotations.OpenAPIDefinition;
import io.swagger.v3.oas.annotations.info.Info;
import io.swagger.v3.oas.annotations.info.License;
import io.swagger.v3.oas.annotations.servers.Server;

/** The process {@code search}. */
@OpenAPIDefinition(
        info = @Info(
                title = "skytrove",
                summary = "The public Bluesky network, searched and counted.",
                description =
                        "What the function search answers; /export is answered by another, export, which may be "
                        + "behind the same address. All requests are GET; they need no key unless whoever runs the "
                        + "function says so (then Authorization: Bearer KEY). Deleted posts, older versions of "
                        + "edited ones and posts of accounts that are gone are never in an answer.",
                license = @License(name = "Apache 2.0", identifier = "Apache-2.0"),
                version = "1"),
        servers = @Server(url = "/"))
@OpenAPIInclude(classNames = "dev.skytrove.functions.ApiController")
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
