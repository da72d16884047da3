package dev.skytrove.query.filter;

import dev.skytrove.lake.HourKey;
import dev.skytrove.lake.LakeFile;
import dev.skytrove.lake.schema.FeatureName;
import dev.skytrove.query.criteria.Condition;
import dev.skytrove.query.criteria.InvalidParameterException;
import dev.skytrove.query.duckdb.Session;
import dev.skytrove.query.files.PlannedFile;
import dev.skytrove.query.read.HourWalk;
import dev.skytrove.query.read.LakeReader;
import dev.skytrove.query.read.LakeSql;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Reads the features that a query names, of some hours at a time, into the temporary table {@value #VALUES}: of each post of
 * an hour its URI as {@code _uri} and the value of each feature, that of the newest batch that has one. Reads nothing, and
 * makes no table, where none is named.
 */
public final class FeatureReader {
    /** The table. */
    public static final String VALUES = "feature_values";

    /** So much of posts is read at a time, so that their features are in memory together. */
    static final long MOST_BYTES = 64L << 20;

    private static final Comparator<LakeFile> OLDEST_FIRST = Comparator.comparingLong(
                    (LakeFile file) -> file.batches().last())
            .thenComparing(file -> file.series().label())
            .thenComparingInt(LakeFile::generation);

    private final Session session;
    private final Supplier<List<PlannedFile>> all;
    private final LakeReader reader;
    private final Set<String> names = new TreeSet<>();
    private List<PlannedFile> files = List.of();
    private Condition condition = Condition.ANYTHING;

    /**
     * Reads nothing yet.
     *
     * @param all files of features, not asked for before some are named
     */
    public FeatureReader(Session session, Supplier<List<PlannedFile>> all, LakeReader reader) {
        this.session = session;
        this.all = all;
        this.reader = reader;
    }

    /**
     * Says what is to be read.
     *
     * @param newCondition what posts must meet
     * @param further names that are asked for elsewhere, each with the parameter that names it
     * @throws InvalidParameterException if the lake has no such feature
     */
    public void require(Condition newCondition, Map<String, String> further) {
        condition = newCondition;
        names.clear();
        Map<String, String> asked = new TreeMap<>(further);
        collect(condition, asked);
        if (asked.isEmpty()) {
            return;
        }
        files = sorted();
        Set<String> known = known();
        asked.forEach((name, parameter) -> requireKnown(name, parameter, known));
        names.addAll(asked.keySet());
    }

    /**
     * Says that all features are to be read, whatever posts must meet.
     *
     * @return their names, in order; none if the lake has none
     */
    public List<String> requireAll() {
        condition = Condition.ANYTHING;
        names.clear();
        files = sorted();
        names.addAll(known());
        return List.copyOf(names);
    }

    /**
     * Reads the features of some posts of hours, and forgets those of others.
     *
     * @param among a table with their {@code uri}
     */
    public void read(Collection<HourKey> hours, String among) {
        read(hours, Optional.of("uri IN (SELECT uri FROM " + among + ")"));
    }

    /** Whether any feature is named. */
    boolean isNeeded() {
        return !names.isEmpty();
    }

    /** How much of posts to read at a time. */
    public long atMost(long bytes) {
        return isNeeded() ? Math.min(bytes, MOST_BYTES) : bytes;
    }

    /** Reads the features of hours, and forgets those of others; returns those files of the hours that may have such posts. */
    public List<PlannedFile> load(HourWalk.Chunk chunk) {
        if (!isNeeded()) {
            return chunk.files();
        }
        read(chunk.hours(), Optional.empty());
        Set<Integer> hours = Set.copyOf(hours());
        return isRequired(condition)
                ? chunk.files().stream()
                        .filter(file -> hours.contains(file.file().hour().number()))
                        .toList()
                : chunk.files();
    }

    /** SQL of a feature's column. */
    public static String column(String name) {
        if (!FeatureName.isOne(name)) {
            throw new IllegalArgumentException("no name of a feature: " + name);
        }
        return '"' + name + '"';
    }

    private List<PlannedFile> sorted() {
        return all.get().stream()
                .sorted(Comparator.comparing(PlannedFile::file, OLDEST_FIRST))
                .toList();
    }

    /** @param rows SQL of which ones; empty for all */
    private void read(Collection<HourKey> hours, Optional<String> rows) {
        String columns = names.stream().map(name -> ", " + column(name)).collect(Collectors.joining());
        session.update("CREATE OR REPLACE TEMP TABLE feature_rows (_uri VARCHAR, _hour INTEGER, _rank INTEGER"
                + names.stream().map(name -> ", " + column(name) + " DOUBLE").collect(Collectors.joining()) + ")");
        // Also of what no file has.
        String nulls = names.stream().map(name -> "NULL::DOUBLE AS " + column(name)).collect(Collectors.joining(", "));
        String insert = "INSERT INTO feature_rows SELECT uri, ?::INTEGER, ?::INTEGER" + columns + " FROM (SELECT * FROM "
                + LakeSql.PARQUET + " UNION ALL BY NAME SELECT " + nulls + " WHERE false)"
                + rows.map(sql -> " WHERE " + sql).orElse("");
        Set<HourKey> wanted = Set.copyOf(hours);
        for (int rank = 0; rank < files.size(); rank++) {
            PlannedFile file = files.get(rank);
            if (wanted.contains(file.file().hour())) {
                int place = rank;
                reader.read(
                        List.of(file), paths -> session.update(insert, file.file().hour().number(), place, paths));
            }
        }
        String newest = names.stream()
                .map(name -> ", arg_max(" + column(name) + ", _rank) AS " + column(name))
                .collect(Collectors.joining());
        session.update("CREATE OR REPLACE TEMP TABLE " + VALUES + " AS SELECT _uri, _hour" + newest
                + " FROM feature_rows GROUP BY _uri, _hour");
        session.update("DROP TABLE feature_rows");
    }

    /** The hours that have values which what is required of features alone does not rule out. */
    private List<Integer> hours() {
        List<Condition> required = condition instanceof Condition.All all ? all.conditions() : List.of(condition);
        List<String> sql = new ArrayList<>(List.of("true"));
        List<Object> parameters = new ArrayList<>();
        for (Condition one : flat(required)) {
            if (isComparison(one)) {
                ConditionSql.Part part = ConditionSql.ofFeature(one);
                sql.add(part.sql());
                parameters.addAll(part.parameters());
            }
        }
        return session.list(
                "SELECT DISTINCT _hour FROM " + VALUES + " WHERE " + String.join(" AND ", sql),
                row -> row.getInt(1),
                parameters.toArray());
    }

    private static List<Condition> flat(List<Condition> conditions) {
        List<Condition> flat = new ArrayList<>();
        for (Condition one : conditions) {
            flat.addAll(one instanceof Condition.All all ? flat(all.conditions()) : List.of(one));
        }
        return flat;
    }

    /** Whether only posts with a value of some feature meet a condition. */
    private static boolean isRequired(Condition condition) {
        return isComparison(condition)
                || (condition instanceof Condition.All all && all.conditions().stream().anyMatch(FeatureReader::isRequired));
    }

    private static boolean isComparison(Condition condition) {
        return condition instanceof Condition.Compared || condition instanceof Condition.HasValue;
    }

    private static void collect(Condition condition, Map<String, String> asked) {
        switch (condition) {
            case Condition.All all -> all.conditions().forEach(part -> collect(part, asked));
            case Condition.Any any -> any.conditions().forEach(part -> collect(part, asked));
            case Condition.Not not -> collect(not.condition(), asked);
            case Condition.Compared compared -> asked.putIfAbsent(compared.feature(), compared.parameter());
            case Condition.HasValue has -> asked.putIfAbsent(has.feature(), has.parameter());
            default -> {}
        }
    }

    /** All files of a batch have the same columns. */
    private Set<String> known() {
        Map<String, PlannedFile> one = new HashMap<>();
        files.forEach(file -> one.put(file.file().series().label() + file.file().batches(), file));
        Set<String> known = new TreeSet<>();
        reader.read(List.copyOf(one.values()), paths -> {
            for (String path : paths) {
                known.addAll(session.list(
                        "SELECT name FROM parquet_schema(?) WHERE type = 'DOUBLE'", row -> row.getString(1), path));
            }
        });
        known.removeIf(name -> !FeatureName.isOne(name));
        return known;
    }

    private static void requireKnown(String name, String parameter, Set<String> known) {
        if (!known.contains(name)) {
            String detail = parameter.startsWith("min_") || parameter.endsWith("detected_lang") || parameter.equals("sort")
                    ? parameter + " needs a feature " + name + ", which this lake does not have"
                    : "there is no feature '" + name + "'";
            String accepts = known.isEmpty()
                    ? "nothing: this lake has no features"
                    : "the features " + String.join(", ", known);
            throw new InvalidParameterException(parameter, detail, accepts);
        }
    }
}
