package dev.skytrove.simulator.server;

import io.netty.handler.codec.http.QueryStringDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** A request's path and parameters. */
final class Query {
    /** More than the 10,100 filters that Jetstream allows: beyond it Netty would ignore parameters silently. */
    private static final int MOST_PARAMETERS = 20_000;

    private final String path;
    private final Map<String, List<String>> parameters;

    private Query(String path, Map<String, List<String>> parameters) {
        this.path = path;
        this.parameters = parameters;
    }

    /** @throws BadRequestException if it is not a valid URI */
    static Query parse(String uri) {
        try {
            QueryStringDecoder decoder = new QueryStringDecoder(uri, StandardCharsets.UTF_8, true, MOST_PARAMETERS);
            return new Query(decoder.path(), decoder.parameters());
        } catch (IllegalArgumentException e) {
            throw new BadRequestException("not a valid URI: " + e.getMessage());
        }
    }

    String path() {
        return path;
    }

    boolean has(String name) {
        return parameters.containsKey(name);
    }

    /** All values of a parameter, none if it is absent. */
    List<String> all(String name) {
        return parameters.getOrDefault(name, List.of());
    }

    /** The first value of a parameter. */
    String first(String name, String otherwise) {
        return has(name) ? all(name).getFirst() : otherwise;
    }

    /** @throws BadRequestException if the parameter is there but is not a whole number */
    long number(String name, long otherwise) {
        if (!has(name)) {
            return otherwise;
        }
        try {
            return Long.parseLong(first(name, ""));
        } catch (NumberFormatException e) {
            throw new BadRequestException(name + " must be a whole number, not '" + first(name, "") + "'");
        }
    }

    /** @throws BadRequestException if the parameter is there but is not a whole number, or is negative */
    long count(String name, long otherwise) {
        long count = number(name, otherwise);
        if (count < 0) {
            throw new BadRequestException(name + " must not be negative");
        }
        return count;
    }
}
