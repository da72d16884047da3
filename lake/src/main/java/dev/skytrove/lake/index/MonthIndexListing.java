package dev.skytrove.lake.index;

import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The word indexes of months as one listing saw them.
 *
 * @param newest the one that counts of each month
 * @param spare all other objects: of indexes that another one supersedes, and of those of which one object is missing
 */
public record MonthIndexListing(NavigableMap<YearMonth, Entry> newest, List<Listed> spare) {
    /** No indexes. */
    public static final MonthIndexListing NONE = new MonthIndexListing(new TreeMap<>(), List.of());

    private static final Comparator<Entry> ORDER = Comparator.comparing((Entry entry) -> entry.index().month())
            .thenComparingInt(entry -> entry.index().generation())
            .thenComparing(entry -> entry.index().files());

    /**
     * An object that was listed.
     *
     * @param index which one it is of
     * @param name of it
     * @param size its length in bytes
     * @param modifiedAt when it was put, by the store's clock
     */
    public record Listed(MonthIndex index, String name, long size, Instant modifiedAt) {}

    /** An index of which both objects are there. */
    public record Entry(Listed words, Listed postings) {
        /** Which one. */
        public MonthIndex index() {
            return words.index();
        }

        /** The length of both together. */
        public long size() {
            return words.size() + postings.size();
        }
    }

    /** Puts objects together. */
    static final class Collector {
        private final Map<MonthIndex, Map<MonthIndex.Part, Listed>> indexes = new LinkedHashMap<>();

        void add(MonthIndex.Named named, long size, Instant modifiedAt) {
            MonthIndex index = named.index();
            indexes.computeIfAbsent(index, same -> new EnumMap<>(MonthIndex.Part.class))
                    .put(named.part(), new Listed(index, index.name(named.part()), size, modifiedAt));
        }

        MonthIndexListing listing() {
            List<Entry> whole = new ArrayList<>();
            List<Listed> spare = new ArrayList<>();
            for (Map<MonthIndex.Part, Listed> parts : indexes.values()) {
                if (parts.size() == MonthIndex.Part.values().length) {
                    whole.add(new Entry(parts.get(MonthIndex.Part.WORDS), parts.get(MonthIndex.Part.POSTINGS)));
                } else {
                    spare.addAll(parts.values());
                }
            }
            NavigableMap<YearMonth, Entry> newest = new TreeMap<>();
            whole.stream().sorted(ORDER).forEach(entry -> {
                Entry older = newest.put(entry.index().month(), entry);
                if (older != null) {
                    // Without its words it does not count.
                    spare.add(older.words());
                    spare.add(older.postings());
                }
            });
            return new MonthIndexListing(newest, List.copyOf(spare));
        }
    }

    /** The one that counts of a month. */
    public Optional<Entry> newest(YearMonth month) {
        return Optional.ofNullable(newest.get(month));
    }

    /** By which generation an index of a month would supersede all others, but for those that are {@link #inTheWay}. */
    public int nextGeneration(YearMonth month) {
        Stream<Integer> spares = ofMonth(month).map(object -> object.index().generation());
        Optional<Integer> last = newest(month).map(entry -> entry.index().generation());
        // What does not count may have the next generation: only if none is above that, it matters which are taken.
        return last.isPresent() && last.get() == IndexGenerations.LAST
                ? IndexGenerations.next(Stream.concat(spares, last.stream()).toList())
                : IndexGenerations.next(last.stream().toList());
    }

    /** What would supersede an index of a month of the next generation, since none is above it: it is to go. */
    public List<Listed> inTheWay(YearMonth month) {
        int next = nextGeneration(month);
        Stream<Listed> counts = newest(month).stream().flatMap(entry -> Stream.of(entry.words(), entry.postings()));
        return Stream.concat(counts, ofMonth(month)).filter(object -> object.index().generation() > next).toList();
    }

    private Stream<Listed> ofMonth(YearMonth month) {
        return spare.stream().filter(object -> object.index().month().equals(month));
    }
}
