package dev.skytrove.bench.ingest;

import dev.skytrove.testing.ChildProcess;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/**
 * A program that brings events from Jetstream to Redis.
 *
 * @param name what it is called in the table
 * @param counter the hash and the field in Redis that tell how many events it has brought
 * @param command its command line, given where Redis and Jetstream are
 * @param environment its environment, given the same
 */
record Consumer(
        String name,
        List<String> counter,
        BiFunction<URI, String, List<String>> command,
        BiFunction<URI, String, Map<String, String>> environment) {
    ChildProcess start(URI redis, String jetstream) {
        return ChildProcess.command(command.apply(redis, jetstream))
                .name(name)
                .environment(environment.apply(redis, jetstream))
                .start();
    }
}
