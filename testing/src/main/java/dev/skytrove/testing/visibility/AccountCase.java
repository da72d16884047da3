package dev.skytrove.testing.visibility;

import dev.skytrove.testing.lake.SampleAccount;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What events say of one account, and whether its posts are shown when all of them are known, in whatever order they
 * came. An account of no other case.
 *
 * @param name what it shows
 * @param did the account
 * @param shown what must come of it
 * @param said the events
 */
public record AccountCase(String name, String did, boolean shown, List<Said> said) {
    /**
     * An event of kind account.
     *
     * @param active the field's JSON, none if the event lacks it
     * @param status likewise
     * @param told what it states as its time, none if it states none
     */
    public record Said(Optional<String> active, Optional<String> status, long seq, Optional<String> told, Instant seen) {}

    private static final Instant NOON = Instant.parse("2026-07-04T12:00:00Z");

    /**
     * Each line: name, events, outcome. An event: active, status, sequence number, time that it states and time at which
     * it is seen, both in seconds after noon; {@code -} for what it lacks.
     */
    private static final String TABLE =
            """
            active | true - 1 10 10 | shown
            active whatever the reason says | true "takendown" 1 10 10 | shown
            no reason | false - 1 10 10 | hidden
            null as a reason | false null 1 10 10 | hidden
            deleted | false "deleted" 1 10 10 | hidden
            taken down | false "takendown" 1 10 10 | hidden
            suspended | false "suspended" 1 10 10 | hidden
            deactivated | false "deactivated" 1 10 10 | hidden
            desynchronized | false "desynchronized" 1 10 10 | hidden
            throttled | false "throttled" 1 10 10 | hidden
            a reason to come | false "quarantined" 1 10 10 | hidden
            a reason in another case | false "Deleted" 1 10 10 | hidden
            a reason of another type | false {"$type":"com.atproto.sync.defs#deleted"} 1 10 10 | hidden
            not said to be active | - - 1 10 10 | hidden
            not said to be active, for a reason | - "deleted" 1 10 10 | hidden
            active of another type | "true" - 1 10 10 | hidden
            active is null | null - 1 10 10 | hidden
            active is a number | 1 - 1 10 10 | hidden
            not said to be active, then active | - - 1 10 10, true - 2 20 20 | shown
            goes and returns | false "deactivated" 1 10 10, true - 2 20 20 | shown
            goes, returns and goes | false "deactivated" 1 10 10, true - 2 20 20, false "deleted" 3 30 30 | hidden
            returns under a counter begun anew | false "deactivated" 20000000010 10 10, true - 3508242091 7210 7211 | shown
            goes under a counter begun anew | true - 20000000012 10 10, false "deleted" 3508242093 7210 7211 | hidden
            second relay is late with the old | false - 10 10 11, true - 11 20 21, false - 9010 10 50 | shown
            second relay is hours late with the old | true - 10 10 11, false - 11 20 21, true - 7 10 80000 | hidden
            second relay is late with all | true - 10 10 11, false - 11 20 21, true - 8 10 50, false - 9 20 51 | hidden
            second host's clock is behind | true - 10 90 100, false "deleted" 9010 92 95 | hidden
            states the future | true - 1 31536000 10, false - 2 20 20 | hidden
            states the far future, then another | false - 1 200000000000 10, true - 2 20 20 | shown
            states a second too much | true - 1 31 10, false - 2 20 20 | hidden
            both state the future | false - 2 31536000 10, true - 1 31535999 20 | shown
            states the past | true - 1 10 10, false - 2 -1783166400 20 | hidden
            states a very old time | false - 1 10 10, true - 2 -62000000000 20 | shown
            states a week before | true - 1 -604700 -604690, false - 2 -604800 0 | shown
            states more than a week before | true - 1 -604700 -604690, false - 2 -604800.000001 0 | hidden
            state no time | false - 9 - 10, true - 1 - 20 | shown
            one states no time | true - 9 10 10, false - 1 - 20 | hidden
            states no time that can be read | true - 9 10 10, false - 1 soon 20 | hidden
            state one time | true - 9 10 11, false - 1 10 12 | hidden
            state one time, seen at once | true - 9 10 11, false - 1 10 11 | shown
            state one time, seen at once, other order | true - 1 10 11, false - 9 10 11 | hidden
            a microsecond decides | true - 1 10.000001 11, false - 2 10 12 | shown
            """;

    /** All of them. */
    public static List<AccountCase> all() {
        List<AccountCase> cases = new ArrayList<>();
        TABLE.lines().forEach(line -> cases.add(of(line.split(" *\\| *", -1), "did:plc:case" + cases.size())));
        return List.copyOf(cases);
    }

    private static AccountCase of(String[] cells, String did) {
        List<Said> said = new ArrayList<>();
        for (String event : cells[1].split(", ", -1)) {
            String[] words = event.split(" ", -1);
            said.add(new Said(
                    given(words[0]), given(words[1]), Long.parseLong(words[2]), given(words[3]).map(AccountCase::told),
                    after(words[4])));
        }
        return new AccountCase(cells[0], did, cells[2].equals("shown"), List.copyOf(said));
    }

    private static Optional<String> given(String word) {
        return Optional.of(word).filter(some -> !some.equals("-"));
    }

    private static String told(String word) {
        return word.equals("soon") ? word : after(word).toString();
    }

    private static Instant after(String seconds) {
        return NOON.plus(Math.round(Double.parseDouble(seconds) * 1e6), ChronoUnit.MICROS);
    }

    /** The events as the network sends them, in the order of the table. */
    public List<String> lines() {
        return said.stream().map(this::line).toList();
    }

    /** The rows that they become. */
    public List<SampleAccount> rows() {
        return said.stream().map(this::row).toList();
    }

    private String line(Said event) {
        StringBuilder account = new StringBuilder("{\"did\":\"" + did + "\",\"seq\":" + event.seq);
        event.told.ifPresent(told -> account.append(",\"time\":\"").append(told).append('"'));
        event.active.ifPresent(active -> account.append(",\"active\":").append(active));
        event.status.ifPresent(status -> account.append(",\"status\":").append(status));
        return "{\"did\":\"%s\",\"time_us\":%d,\"kind\":\"account\",\"account\":%s}}"
                .formatted(did, ChronoUnit.MICROS.between(Instant.EPOCH, event.seen), account);
    }

    private SampleAccount row(Said event) {
        Boolean active = event.active.filter(json -> json.matches("true|false")).map(Boolean::valueOf).orElse(null);
        String status = event.status
                .filter(json -> json.startsWith("\""))
                .map(json -> json.substring(1, json.length() - 1))
                .orElse(null);
        Instant told = event.told.filter(time -> !time.equals("soon")).map(AccountCase::readable).orElse(null);
        return new SampleAccount(did, "account", null, active, status, event.seq, told, event.seen);
    }

    /** The lake has no times beyond the year 9999. */
    private static Instant readable(String time) {
        return time.startsWith("+") ? null : Instant.parse(time);
    }

    @Override
    public String toString() {
        return name;
    }
}
