package dev.skytrove.functions;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.context.ApplicationContext;
import io.micronaut.context.env.PropertySource;
import io.micronaut.context.env.PropertySource.PropertyConvention;
import io.micronaut.http.HttpRequest;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A request always has an answer. */
final class TestQueryRequests {
    private ApplicationContext context;
    private QueryRequests requests;

    @BeforeEach
    void open(@TempDir Path directory) {
        Map<String, Object> environment = Map.of(
                "SKYTROVE_STORAGE", directory.resolve("lake").toUri().toString(),
                "SKYTROVE_CACHE_DIR", directory.resolve("cache").toString());
        context = ApplicationContext.builder()
                .environmentPropertySource(false)
                .propertySources(PropertySource.of(
                        "test", environment, PropertyConvention.ENVIRONMENT_VARIABLE, PropertySource.Origin.of("test")))
                .start();
        requests = context.getBean(QueryRequests.class);
    }

    @AfterEach
    void close() {
        context.close();
    }

    /** As where there is no memory to say why. */
    @Test
    void i6FailureThatCannotBeToldFailsTheRequest() {
        CompletableFuture<String> answer = requests.answer(
                HttpRequest.GET("/"), (_, _) -> CompletableFuture.failedFuture(new Untold()));

        assertThatThrownBy(() -> answer.get(30, TimeUnit.SECONDS)).hasRootCauseMessage("of the test");
    }

    @Test
    void i6ErrorBeforeTheQueryFailsTheRequest() {
        CompletableFuture<String> answer = requests.answer(HttpRequest.GET("/"), (_, _) -> {
            throw new StackOverflowError("of the test");
        });

        assertThatThrownBy(() -> answer.get(30, TimeUnit.SECONDS)).hasRootCauseMessage("of the test");
    }

    private static final class Untold extends CompletionException {
        private static final long serialVersionUID = 1L;

        Untold() {
            super("untold");
        }

        @Override
        public synchronized Throwable getCause() {
            throw new OutOfMemoryError("of the test");
        }
    }
}
