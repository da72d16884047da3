package dev.skytrove.simulator.server;

import io.netty.handler.codec.http.HttpResponseStatus;

/** A request to the v2 wire that is refused, by the name that its clients look for. */
final class XrpcException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient HttpResponseStatus status;
    private final String name;

    XrpcException(HttpResponseStatus status, String name, String message) {
        super(message);
        this.status = status;
        this.name = name;
    }

    XrpcException(String name, String message) {
        this(HttpResponseStatus.BAD_REQUEST, name, message);
    }

    HttpResponseStatus status() {
        return status;
    }

    /** The response's body. */
    String json() {
        return "{\"error\":\"" + name + "\",\"message\":\"" + Responses.escaped(getMessage()) + "\"}";
    }
}
