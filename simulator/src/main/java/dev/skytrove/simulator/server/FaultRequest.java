package dev.skytrove.simulator.server;

import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import java.time.Duration;
import java.time.format.DateTimeParseException;

/** Reads what fault a request asks for. */
final class FaultRequest {
    private static final int TRY_AGAIN_LATER = 1013;

    private FaultRequest() {}

    /** @throws BadRequestException if there is no such fault or a parameter is wrong */
    static Fault parse(String name, Query query) {
        long after = query.count("after", 0);
        return switch (name) {
            case "drop" -> new Fault.Drop(after);
            case "close" -> new Fault.Close(after, code(query));
            case "stall" -> new Fault.Stall(after, pause(query.first("for", "")));
            case "garbage" -> new Fault.Garbage(after);
            case "duplicate" -> new Fault.Duplicate(after);
            default -> throw new BadRequestException(
                    "no fault is named '" + name + "'; there are drop, close, stall, garbage and duplicate");
        };
    }

    private static int code(Query query) {
        long code = query.number("code", TRY_AGAIN_LATER);
        if (code < 0 || code > 4999 || !WebSocketCloseStatus.isValidStatusCode((int) code)) {
            throw new BadRequestException("code must be a websocket close code such as 1013 or 4000, not " + code);
        }
        return (int) code;
    }

    private static Duration pause(String text) {
        try {
            return text.startsWith("P") ? Duration.parse(text) : Duration.ofMillis(Long.parseUnsignedLong(text));
        } catch (DateTimeParseException | NumberFormatException e) {
            throw new BadRequestException("for must be milliseconds or a duration such as PT2S, not '" + text + "'");
        }
    }
}
