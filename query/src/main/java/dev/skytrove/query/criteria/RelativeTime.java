package dev.skytrove.query.criteria;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** A time that is told by how long ago it was: {@code now}, {@code -90m}, {@code -24h}, {@code -7d} or {@code -2w}. */
final class RelativeTime {
    /** Of digits: a hundred thousand weeks are longer than there is a network. */
    private static final int LONGEST = 5;

    private RelativeTime() {}

    /** The instant meant; empty if the text has another form. */
    static Optional<Instant> parse(String text, Clock clock) {
        if (text.equals("now")) {
            return Optional.of(clock.instant());
        }
        int digits = text.length() - 2;
        if (digits < 1 || digits > LONGEST || text.charAt(0) != '-' || !areDigits(text, 1, 1 + digits)) {
            return Optional.empty();
        }
        return unit(text.charAt(1 + digits))
                .map(unit -> clock.instant().minus(unit.multipliedBy(Long.parseLong(text, 1, 1 + digits, 10))));
    }

    private static Optional<Duration> unit(char letter) {
        return switch (letter) {
            case 'm' -> Optional.of(Duration.ofMinutes(1));
            case 'h' -> Optional.of(Duration.ofHours(1));
            case 'd' -> Optional.of(Duration.ofDays(1));
            case 'w' -> Optional.of(Duration.ofDays(7));
            default -> Optional.empty();
        };
    }

    private static boolean areDigits(String text, int start, int end) {
        for (int i = start; i < end; i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }
}
