package dev.skytrove.bench.search;

import dev.skytrove.testing.CountingProxy;
import java.util.Map;
import java.util.Optional;

/**
 * Where a lake is.
 *
 * @param name in the JSON: {@code file}, {@code rgw} or {@code slow}
 * @param settings that lead a process there
 * @param proxy in front of it, if it is a bucket
 */
record Place(String name, Map<String, String> settings, Optional<CountingProxy> proxy) {
    long requests() {
        return proxy.map(CountingProxy::requests).orElse(0L);
    }

    long bytes() {
        return proxy.map(CountingProxy::bytes).orElse(0L);
    }
}
