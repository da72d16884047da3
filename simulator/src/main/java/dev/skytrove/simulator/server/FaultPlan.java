package dev.skytrove.simulator.server;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Faults that are asked for before the first client comes. */
public final class FaultPlan {
    /** No faults. */
    public static final FaultPlan NONE = new FaultPlan(List.of());

    /** What stands behind the colon. */
    private static final Map<String, String> ARGUMENTS = Map.of(
            "close", "code", "stall", "for", "gap", "count", "error", "name", "refuse", "status", "slow-start", "for",
            "large", "bytes", "notice", "bytes", "pings", "count");

    private final List<Fault> faults;

    private FaultPlan(List<Fault> faults) {
        this.faults = faults;
    }

    /**
     * Reads {@code drop@1000,stall@5000:PT2S,refuse}: names of faults with {@code @} and how many frames or connections
     * come before, and {@code :} and the fault's parameter.
     *
     * @throws IllegalArgumentException if there is no such fault or a number is wrong
     */
    public static FaultPlan parse(String text) {
        try {
            return new FaultPlan(Arrays.stream(text.split(",", -1)).map(FaultPlan::fault).toList());
        } catch (BadRequestException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    List<Fault> faults() {
        return faults;
    }

    private static Fault fault(String text) {
        String[] parts = text.split(":", 2);
        String[] start = parts[0].split("@", 2);
        StringBuilder query = new StringBuilder("/?after=").append(start.length == 2 ? encode(start[1]) : "0");
        if (parts.length == 2) {
            String name = ARGUMENTS.get(start[0]);
            if (name == null) {
                throw new BadRequestException("nothing can follow the colon in '" + text + "'");
            }
            query.append('&').append(name).append('=').append(encode(parts[1]));
        }
        return FaultRequest.parse(start[0], Query.parse(query.toString()));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
