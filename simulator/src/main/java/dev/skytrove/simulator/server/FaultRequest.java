package dev.skytrove.simulator.server;

import java.time.Duration;
import java.time.format.DateTimeParseException;

/** Reads what fault a request asks for. */
final class FaultRequest {
    private static final int TRY_AGAIN_LATER = 1013;
    private static final int LARGEST_CODE = 0xffff;
    private static final int SERVICE_UNAVAILABLE = 503;
    private static final long SOME = 100;
    private static final int MANY_BYTES = 1 << 20;
    private static final int MOST_BYTES = 16 << 20;
    private static final int MANY_PINGS = 10_000;
    private static final int MOST_PINGS = 100_000;

    private FaultRequest() {}

    /** @throws BadRequestException if there is no such fault or a parameter is wrong */
    static Fault parse(String name, Query query) {
        long after = query.count("after", 0);
        return switch (name) {
            case "drop" -> new Fault.Drop(after);
            case "close" -> new Fault.Close(after, number(query, "code", TRY_AGAIN_LATER, 0, LARGEST_CODE));
            case "stall" -> new Fault.Stall(after, pause(query));
            case "garbage" -> new Fault.Garbage(after);
            case "duplicate" -> new Fault.Duplicate(after);
            case "half" -> new Fault.Half(after);
            case "gap" -> new Fault.Gap(after, Math.max(1, query.count("count", SOME)));
            case "error" -> new Fault.Failure(after, word(query));
            case "future" -> new Fault.Future(after);
            case "large" -> new Fault.Large(after, number(query, "bytes", MANY_BYTES, 1, MOST_BYTES));
            case "notice" -> new Fault.Notice(after, number(query, "bytes", MANY_BYTES, 1, MOST_BYTES));
            case "pings" -> new Fault.Pings(after, number(query, "count", MANY_PINGS, 1, MOST_PINGS));
            case "refuse" -> new Fault.Refuse(after, number(query, "status", SERVICE_UNAVAILABLE, 400, 599));
            case "slow-start" -> new Fault.SlowStart(after, pause(query));
            default -> throw new BadRequestException("no fault is named '" + name + "'; there are drop, close, stall, "
                    + "garbage, duplicate, half, gap, error, future, large, notice, pings, refuse and slow-start");
        };
    }

    private static int number(Query query, String name, long otherwise, int least, int most) {
        long number = query.number(name, otherwise);
        if (number < least || number > most) {
            throw new BadRequestException(name + " is from " + least + " to " + most + ", not " + number);
        }
        return (int) number;
    }

    private static String word(Query query) {
        String name = query.first("name", "ConsumerTooSlow");
        if (!name.matches("[A-Za-z]{1,100}")) {
            throw new BadRequestException("name must be letters, not '" + name + "'");
        }
        return name;
    }

    private static Duration pause(Query query) {
        String text = query.first("for", "");
        try {
            return text.startsWith("P") ? Duration.parse(text) : Duration.ofMillis(Long.parseUnsignedLong(text));
        } catch (DateTimeParseException | NumberFormatException e) {
            throw new BadRequestException("for must be milliseconds or a duration such as PT2S, not '" + text + "'");
        }
    }
}
