package dev.skytrove.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skytrove.testing.http.RawRequest;
import dev.skytrove.testing.http.ScaleToZeroContract;
import dev.skytrove.testing.http.SocketActivation;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** A function that does next to nothing, so that it can be started often. */
final class TestScaleToZero extends ScaleToZeroContract {
    TestScaleToZero() {
        super(TestingService.class, "/number?limit=1", 10);
    }

    @Override
    protected Map<String, String> settings(Path room) {
        return Map.of();
    }

    @Test
    void signalEndsItOnceItsRequestIsAnswered() throws Exception {
        try (SocketActivation function = start(Duration.ofMinutes(1));
                ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<String> slow = clients.submit(() -> new RawRequest("/slow").send(function.port()));
            RawRequest running = new RawRequest("/slow/running");
            while (!running.send(function.port()).endsWith("1")) {
                Thread.onSpinWait();
            }
            function.terminate();
            assertThat(slow.get()).startsWith("HTTP/1.1 200").endsWith("done");
            function.await();
            assertThat(function.exitCodes()).as(function.log()).containsExactly(0);
        }
    }
}
