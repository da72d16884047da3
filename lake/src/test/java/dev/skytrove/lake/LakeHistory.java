package dev.skytrove.lake;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A lake of rows that are numbers, and those who write it; each may crash between two operations on objects. What a
 * reader makes of the names is compared with the rows that were put and not taken out, after each operation.
 */
final class LakeHistory {
    private static final HourKey FIRST_HOUR = HourKey.of(Instant.parse("2026-07-04T14:00:00Z"));
    private static final List<HourKey> HOURS = List.of(FIRST_HOUR, new HourKey(FIRST_HOUR.end()));

    private final Random random;
    private final Map<String, List<Integer>> objects = new TreeMap<>();
    private final Map<String, List<Integer>> everPut = new HashMap<>();
    private final Set<Integer> expected = new TreeSet<>();
    private final Map<Series, Writer> writers =
            new LinkedHashMap<>(Map.of(Series.FLUSH, new Writer(), Series.IMPORT, new Writer()));
    private final Map<Event, Integer> events = new EnumMap<>(Event.class);
    private int rows;

    private enum Event {
        CRASH,
        REPEATED_BATCH,
        COMPACTION,
        REWRITE,
        DELETION
    }

    /** Somebody's batches, and the one that is under way. */
    private static final class Writer {
        private long batch;
        private Map<LakeFile, List<Integer>> plan = Map.of();
    }

    /** Whoever was at work is gone. */
    private static final class CrashException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    LakeHistory(long seed) {
        random = new Random(seed);
    }

    /** Does one thing, or a part of it. */
    void step() {
        try {
            switch (random.nextInt(6)) {
                case 0, 1 -> write(Series.FLUSH);
                case 2 -> write(Series.IMPORT);
                case 3 -> compact();
                case 4 -> rewrite();
                default -> deleteSome(superseded());
            }
        } catch (CrashException e) {
            count(Event.CRASH);
        }
    }

    /** A history in which one of the things never happened would prove nothing about it. */
    void requireEventful() {
        for (Event event : Event.values()) {
            assertThat(events.getOrDefault(event, 0)).as(event.name()).isGreaterThan(5);
        }
        assertThat(objects.keySet()).anyMatch(name -> !name.endsWith("-0.parquet"));
    }

    /** A plan is recorded before its first object is put, and carried out, from its beginning, before the next one. */
    private void write(Series series) {
        Writer writer = writers.get(series);
        if (writer.plan.isEmpty()) {
            writer.batch++;
            writer.plan = plan(series, writer.batch);
        } else {
            count(Event.REPEATED_BATCH);
        }
        writer.plan.forEach(this::put);
        writer.plan = Map.of();
    }

    private Map<LakeFile, List<Integer>> plan(Series series, long batch) {
        Map<LakeFile, List<Integer>> plan = new LinkedHashMap<>();
        for (HourKey hour : HOURS) {
            if (random.nextInt(3) > 0) {
                List<Integer> content = new ArrayList<>();
                for (int i = random.nextInt(4); i >= 0; i--) {
                    content.add(rows++);
                }
                plan.put(new LakeFile(Table.POSTS, hour, series, BatchRange.of(batch), 0), content);
            }
        }
        return plan;
    }

    private void compact() {
        List<LakeFile> live = live(anyHour(), anySeries());
        if (live.size() > 1) {
            int first = random.nextInt(live.size() - 1);
            List<LakeFile> some = live.subList(first, random.nextInt(first + 2, live.size() + 1));
            count(Event.COMPACTION);
            put(LakeFile.replacing(some), rowsOf(some));
            deleteSome(some);
        }
    }

    /** Takes out rows, as somebody's deletion asks for, even the last one of a file. */
    private void rewrite() {
        List<LakeFile> live = live(anyHour(), anySeries());
        if (!live.isEmpty()) {
            List<LakeFile> one = List.of(live.get(random.nextInt(live.size())));
            List<Integer> kept = rowsOf(one);
            List<Integer> gone = kept.stream().filter(row -> random.nextInt(3) == 0).toList();
            kept.removeAll(gone);
            count(Event.REWRITE);
            crashMaybe();
            // From the moment that the new file is there.
            expected.removeAll(gone);
            putNow(LakeFile.replacing(one), kept);
            deleteSome(one);
        }
    }

    private void deleteSome(Collection<LakeFile> dead) {
        List<LakeFile> order = new ArrayList<>(dead);
        Collections.shuffle(order, random);
        for (LakeFile file : order) {
            crashMaybe();
            objects.remove(file.name());
            count(Event.DELETION);
            check();
        }
    }

    private void put(LakeFile file, List<Integer> content) {
        crashMaybe();
        boolean repeated = everPut.containsKey(file.name());
        if (file.generation() == 0 && file.batches().first() == file.batches().last() && !repeated) {
            expected.addAll(content);
        }
        putNow(file, content);
    }

    private void putNow(LakeFile file, List<Integer> content) {
        assertThat(everPut.getOrDefault(file.name(), content))
                .as("content that %s is given", file.name())
                .isEqualTo(content);
        everPut.put(file.name(), List.copyOf(content));
        objects.put(file.name(), List.copyOf(content));
        check();
    }

    private void check() {
        List<Integer> seen = rowsOf(LiveFiles.of(listed()));
        Collections.sort(seen);
        assertThat(seen).isEqualTo(List.copyOf(expected));
    }

    private void crashMaybe() {
        if (random.nextInt(6) == 0) {
            throw new CrashException();
        }
    }

    private List<LakeFile> superseded() {
        List<LakeFile> dead = listed();
        dead.removeAll(LiveFiles.of(dead));
        return dead;
    }

    private List<LakeFile> live(HourKey hour, Series series) {
        return LiveFiles.of(listed()).stream()
                .filter(file -> file.hour().equals(hour) && file.series().equals(series))
                .toList();
    }

    private List<LakeFile> listed() {
        List<LakeFile> files = new ArrayList<>(objects.keySet().stream().map(LakeFile::parse).toList());
        Collections.shuffle(files, random);
        return files;
    }

    private List<Integer> rowsOf(Collection<LakeFile> files) {
        List<Integer> all = new ArrayList<>();
        files.forEach(file -> all.addAll(objects.get(file.name())));
        return all;
    }

    private HourKey anyHour() {
        return HOURS.get(random.nextInt(HOURS.size()));
    }

    private Series anySeries() {
        return random.nextInt(3) == 0 ? Series.IMPORT : Series.FLUSH;
    }

    private void count(Event event) {
        events.merge(event, 1, Integer::sum);
    }
}
