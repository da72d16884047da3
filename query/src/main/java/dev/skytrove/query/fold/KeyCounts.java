package dev.skytrove.query.fold;

import dev.skytrove.lake.HourKey;
import dev.skytrove.query.criteria.TimeRange;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How many posts of a file have which keys, by the hour of their {@code sort_at}: those that may be seen, as bytes, since there
 * may be tens of thousands of keys. Nothing of it is changed.
 */
public final class KeyCounts {
    private final byte[] bytes;

    /** What is passed of them: whole hours. */
    private final TimeRange range;

    KeyCounts(byte[] bytes) {
        this(bytes, TimeRange.ALL);
    }

    private KeyCounts(byte[] bytes, TimeRange range) {
        this.bytes = bytes;
        this.range = range;
    }

    /** The same of those hours alone that are wholly in a range. */
    KeyCounts in(TimeRange range) {
        return new KeyCounts(bytes, range);
    }

    /** Takes the posts of an hour. */
    @FunctionalInterface
    public interface Hours {
        /**
         * Takes them.
         *
         * @param hour as {@link HourKey#number} counts
         */
        void take(long hour, long posts);
    }

    /** Takes the posts of an hour that have a key. */
    @FunctionalInterface
    public interface Keys {
        /** Takes them; the key is in {@code bytes} from {@code from} to {@code to}: see {@link KeyCounts#key}. */
        void take(long hour, long posts, byte[] bytes, int from, int to);
    }

    /** A key as bytes: of each of its values how many bytes it has in UTF-8, and these. */
    public static byte[] key(List<String> values) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (String value : values) {
            byte[] text = value.getBytes(StandardCharsets.UTF_8);
            Varints.write(out, text.length);
            out.writeBytes(text);
        }
        return out.toByteArray();
    }

    /** The values of a key, each in UTF-8. */
    public static List<byte[]> values(byte[] bytes, int from, int to) {
        List<byte[]> values = new ArrayList<>();
        Varints in = new Varints(bytes, from);
        while (in.position() < to) {
            values.add(in.bytes((int) in.next()));
        }
        return values;
    }

    /** Passes how many posts each hour has. */
    public void hours(Hours hours) {
        Varints in = new Varints(bytes, 0);
        for (long left = in.next(); left > 0; left--) {
            long hour = in.nextSigned();
            long posts = in.next();
            if (isWithin(hour, range)) {
                hours.take(hour, posts);
            }
        }
    }

    /** Passes how many posts of each hour have each key. */
    public void keys(Keys keys) {
        Varints in = new Varints(bytes, 0);
        long[] hours = new long[(int) in.next()];
        boolean[] within = new boolean[hours.length];
        for (int i = 0; i < hours.length; i++) {
            hours[i] = in.nextSigned();
            within[i] = isWithin(hours[i], range);
            in.next();
        }
        while (in.position() < bytes.length) {
            int hour = (int) in.next();
            long posts = in.next();
            int length = (int) in.next();
            if (within[hour]) {
                keys.take(hours[hour], posts, bytes, in.position(), in.position() + length);
            }
            in.skip(length);
        }
    }

    private static boolean isWithin(long hour, TimeRange range) {
        HourKey key = HourKey.ofNumber(hour);
        boolean open = range.end().equals(TimeRange.ALL.end());
        return !key.start().isBefore(range.start()) && (open || !key.end().isAfter(range.end()));
    }

    /** Whether an hour that has posts is partly in a range. */
    boolean isCutBy(TimeRange range) {
        boolean[] cut = new boolean[1];
        hours((hour, posts) -> {
            HourKey key = HourKey.ofNumber(hour);
            boolean outside = !key.end().isAfter(range.start()) || !key.start().isBefore(range.end());
            cut[0] |= !outside && !isWithin(hour, range);
        });
        return cut[0];
    }

    int size() {
        return bytes.length;
    }

    byte[] bytes() {
        return bytes;
    }

    /** Makes the counts of a file. */
    static final class Builder {
        private final int most;
        private final NavigableMap<Long, Long> hours = new TreeMap<>();
        private final ByteArrayOutputStream keys = new ByteArrayOutputStream();

        /** @param most bytes that they may have, about */
        Builder(int most) {
            this.most = most;
        }

        void hour(long hour, long posts) {
            hours.put(hour, posts);
        }

        /** After all hours. */
        void key(long hour, long posts, List<String> values) {
            if (keys.size() > most) {
                return;
            }
            byte[] key = KeyCounts.key(values);
            Varints.write(keys, hours.headMap(hour).size());
            Varints.write(keys, posts);
            Varints.write(keys, key.length);
            keys.writeBytes(key);
        }

        /** Empty if they are too much. */
        Optional<KeyCounts> build() {
            if (keys.size() > most) {
                return Optional.empty();
            }
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            Varints.write(out, hours.size());
            hours.forEach((hour, posts) -> {
                Varints.writeSigned(out, hour);
                Varints.write(out, posts);
            });
            out.writeBytes(keys.toByteArray());
            return Optional.of(new KeyCounts(out.toByteArray()));
        }
    }
}
