package dev.skytrove.runtime.http;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.exceptions.HttpStatusException;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Fails in every way that a function may. */
@Controller
final class TestingController {
    enum Color {
        RED,
        GREEN
    }

    static final int LARGE = 4_000_000;

    private final AtomicInteger running = new AtomicInteger();
    private final AtomicInteger ended = new AtomicInteger();
    private final RequestEnd end;

    TestingController(RequestEnd end) {
        this.end = end;
    }

    @Get("/number")
    String number(@QueryValue int limit) {
        if (limit < 1) {
            throw new BadParameterException("limit", "limit is " + limit, "a whole number from 1 to 1000");
        }
        return "ok";
    }

    @Get("/color")
    String color(@QueryValue Color color) {
        return color.name();
    }

    @Get("/fail")
    @ExecuteOn(TaskExecutors.BLOCKING)
    String fail(@QueryValue String how) {
        return switch (how) {
            case "overloaded" -> throw new RetryLaterException("too many searches are running", Duration.ofSeconds(2));
            case "gone" -> throw new HttpStatusException(HttpStatus.GONE, "that export has expired");
            case "bug" -> throw new IllegalStateException("the password is swordfish");
            case "memory" -> throw new OutOfMemoryError("Cannot reserve 8388608 bytes of direct buffer memory");
            case "error" -> throw new StackOverflowError("the password is swordfish");
            default -> "ok";
        };
    }

    /** Answers a second and a half after it was asked: longer than a stop waits for a first request. */
    @Get("/slow")
    CompletableFuture<String> slow() {
        running.incrementAndGet();
        return CompletableFuture.supplyAsync(
                () -> "done", CompletableFuture.delayedExecutor(1500, TimeUnit.MILLISECONDS));
    }

    /** More than all buffers between it and its client hold. */
    @Get("/large")
    String large() {
        return "large".repeat(LARGE);
    }

    /** When such a request is over, the first of what is to be done fails. */
    @Get("/ends")
    String ends(HttpRequest<?> request) {
        end.then(request, () -> {
            throw new IllegalStateException("of the test");
        });
        end.then(request, ended::incrementAndGet);
        return "ok";
    }

    @Get("/ended")
    int ended() {
        return ended.get();
    }

    @Get("/slow/running")
    int running() {
        return running.get();
    }

    @Post("/body")
    String body(@Body Map<String, Integer> body) {
        return body.toString();
    }
}
