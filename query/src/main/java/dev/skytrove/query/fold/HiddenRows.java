package dev.skytrove.query.fold;

import dev.skytrove.lake.HourKey;
import dev.skytrove.lake.LakeFile;
import dev.skytrove.lake.Table;
import dev.skytrove.query.accounts.AccountReader;
import dev.skytrove.query.accounts.AccountSql;
import dev.skytrove.query.criteria.Order;
import dev.skytrove.query.dead.HidingRules;
import dev.skytrove.query.duckdb.Session;
import dev.skytrove.query.files.FilePlan;
import dev.skytrove.query.files.HidingRows;
import dev.skytrove.query.files.PlannedFile;
import dev.skytrove.query.keys.TimelyKeys;
import dev.skytrove.query.read.HourWalk;
import dev.skytrove.query.read.LakeReader;
import dev.skytrove.query.read.LakeSql;
import dev.skytrove.query.read.LocalFile;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Finds all rows of some hours' files of posts that nobody may see, for one query. What was found once is kept: of later
 * files alone it is then asked what else they hide. That is right because a row that is hidden by a deletion or a version
 * stays so, whatever comes; of accounts named by later files it is asked anew.
 */
public final class HiddenRows {
    /** More are not kept long enough. */
    private static final int MOST_HOURS = 300;

    /** Of what is asked for, not more than an eighth may be unknown: to find it takes several times what knowing it saves. */
    private static final int MOST_FRESH = 8;

    /** So much of posts is looked at together, an hour of the whole network or more: each row takes memory. */
    private static final long GROUP_BYTES = 64L << 20;

    /** No file counts for less, so that those of a group are read by one statement. */
    private static final long FILE_BYTES = 1L << 20;

    /**
     * The keys of posts that are looked at for the first time: all of them are compared with all that may hide them, and to
     * unpack them takes as long as one comparison. Of others few are asked for, which their files' statistics find.
     */
    private static final String KEYS = "row_keys";

    private static final String CREATE_KEYS = "CREATE OR REPLACE TEMP TABLE row_keys AS SELECT file_index::INTEGER AS file_index,"
            + " file_row_number::INTEGER AS file_row_number, author_did, rkey, rev, indexed_at FROM " + LakeSql.PARQUET;

    private static final String PLACE = "SELECT m.file_index::INTEGER, m.file_row_number::INTEGER";

    /** What rows of files hide of the posts {@code %1$s}. */
    private static final String HIDDEN = PLACE + " FROM %%1$s m JOIN %s %s ON %s";

    private static final String DELETED = HIDDEN.formatted(LakeSql.rows(Table.DELETES), "d", HidingRules.BY_DELETE);
    private static final String OUTGROWN =
            HIDDEN.formatted(LakeSql.rows(Table.OVERSIZED), "o", HidingRules.BY_OVERSIZED + HidingRules.late("o"));
    private static final String SUPERSEDED =
            HIDDEN.formatted(LakeSql.PARQUET, "p", HidingRules.BY_VERSION + HidingRules.late("p"));

    /** The rows with a key that several of them have: few. */
    private static final String CREATE_TWINS = "CREATE OR REPLACE TEMP TABLE row_twins AS SELECT * FROM row_keys"
            + " WHERE rkey IN (SELECT rkey FROM row_keys GROUP BY rkey HAVING count(*) > 1)";

    private static final String SUPERSEDED_TWINS =
            PLACE + " FROM row_twins m JOIN row_twins p ON " + HidingRules.BY_VERSION;

    /** All but one of those that are the same version, seen at the same time: they lie in one hour. */
    private static final String COPIES = """
            SELECT file_index, file_row_number FROM (
                SELECT file_index, file_row_number,
                    row_number() OVER (PARTITION BY author_did, rkey, rev, indexed_at ORDER BY file_index, file_row_number)
                        AS place
                FROM row_twins)
            WHERE place > 1""";

    private static final String HOURS = TimelyKeys.hours(KEYS);

    /** Nothing more is asked of them. */
    private static final List<String> DROP =
            List.of("DROP TABLE IF EXISTS row_keys", "DROP TABLE IF EXISTS row_twins", "DROP TABLE IF EXISTS row_statuses");

    private static final String CREATE = """
            CREATE OR REPLACE TEMP TABLE row_statuses (did VARCHAR,
                status STRUCT(told_at TIMESTAMPTZ, indexed_at TIMESTAMPTZ, seq BIGINT, hides BOOLEAN))""";

    private static final String CREATE_NAMED = "CREATE OR REPLACE TEMP TABLE row_accounts (did VARCHAR)";

    private static final String STATUSES = """
            INSERT INTO row_statuses SELECT did, max({%s, 'hides': %s}) FROM %s
            WHERE kind = 'account' AND did IN (SELECT %%s) GROUP BY did
            """.formatted(AccountSql.PLACE, AccountSql.HIDES, AccountSql.ROWS);

    private static final String STATUSES_OF_AUTHORS = STATUSES.formatted("author_did FROM " + KEYS);
    private static final String STATUSES_OF_NAMED = STATUSES.formatted("did FROM row_accounts");
    private static final String NAMED =
            "INSERT INTO row_accounts SELECT DISTINCT did FROM " + AccountSql.ROWS + " WHERE kind = 'account'";

    private static final String GONE = PLACE + ", s.hides FROM %s m JOIN ("
            + "SELECT did, max(status).hides AS hides FROM row_statuses GROUP BY did) s ON s.did = m.author_did";

    /** All that rows are found by: what was found by other SQL is not used. */
    private static final String RULES = String.join(";", DELETED, OUTGROWN, SUPERSEDED, SUPERSEDED_TWINS, COPIES, STATUSES, GONE);

    private final Session session;
    private final FilePlan plan;
    private final LakeReader reader;
    private final AccountReader accounts;
    private final KnownHiddenRows known;

    /** Reads nothing yet. */
    public HiddenRows(
            Session session, FilePlan plan, LakeReader reader, AccountReader accounts, KnownHiddenRows known) {
        this.session = session;
        this.plan = plan;
        this.reader = reader;
        this.accounts = accounts;
        this.known = known;
    }

    /** A fingerprint of the rules by which rows are found. */
    public static String rules() {
        return Fingerprints.of(RULES.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * What is asked of hours together.
     *
     * @param fresh whether nothing is known of them yet
     */
    private record Group(List<HourKey> hours, HidingSources hiding, boolean fresh) {}

    /**
     * Finds them.
     *
     * @param hours the files of posts of each hour that has some, the newest first
     * @return of each file the places of these rows, counted from 0; empty if that is too much, or a file cannot be read
     */
    Optional<Map<LakeFile, BitSet>> of(NavigableMap<HourKey, List<PlannedFile>> hours) {
        if (!isFewEnough(hours)) {
            return Optional.empty();
        }
        Map<HourKey, HiddenHour> found = new HashMap<>();
        for (Group group : groups(hours, found)) {
            boolean whole = find(group, hours, found) && reader.leftOut().isEmpty();
            if (group.fresh) {
                DROP.forEach(session::update);
            }
            if (!whole) {
                return Optional.empty();
            }
            // At once: a query that takes too long leaves the next one less to do.
            known.put(some(found, group.hours));
        }
        known.put(found);
        Map<LakeFile, BitSet> all = new HashMap<>();
        found.values().forEach(hour -> all.putAll(hour.all()));
        return Optional.of(all);
    }

    private static boolean isFewEnough(NavigableMap<HourKey, List<PlannedFile>> hours) {
        return !hours.isEmpty() && hours.size() <= MOST_HOURS;
    }

    /** Whether they can be found without fetching any file of posts. */
    boolean canBeFound(NavigableMap<HourKey, List<PlannedFile>> hours) {
        return isFewEnough(hours) && reader.areHere(hours.values().stream().flatMap(List::stream).toList());
    }

    /** The same, but empty also if most of it is yet to be found. */
    Optional<Map<LakeFile, BitSet>> ifKnown(NavigableMap<HourKey, List<PlannedFile>> hours) {
        long all = 0;
        long fresh = 0;
        for (Map.Entry<HourKey, List<PlannedFile>> hour : hours.entrySet()) {
            long bytes = bytes(hour.getValue());
            all += bytes;
            fresh += known.find(hour.getKey(), names(hour.getValue()), bytes).isPresent() ? 0 : bytes;
        }
        return fresh > all / MOST_FRESH ? Optional.empty() : of(hours);
    }

    /**
     * What has changed since hours were looked at.
     *
     * @param later files that came
     * @param gone files that went
     * @param now all files that there are: the same object as before if these were all, too
     */
    private record Change(HidingSources later, List<LakeFile> gone, Set<LakeFile> now) {
        static Change of(HidingSources all, Set<LakeFile> now, Set<LakeFile> seen, HourKey earliest) {
            return new Change(all.without(seen), HidingSources.gone(seen, now, earliest), seen.equals(now) ? seen : now);
        }
    }

    /** @param found gets what is known of each hour */
    private List<Group> groups(NavigableMap<HourKey, List<PlannedFile>> hours, Map<HourKey, HiddenHour> found) {
        HourKey earliest = hours.lastKey();
        HidingSources all = HidingSources.of(plan, earliest);
        Set<LakeFile> now = all.names();
        // Most hours were looked at by one query, and share what it saw: many names.
        IdentityHashMap<Set<LakeFile>, Change> changes = new IdentityHashMap<>();
        NavigableMap<HourKey, List<PlannedFile>> fresh = new TreeMap<>(Comparator.reverseOrder());
        Map<HidingSources, List<HourKey>> old = new LinkedHashMap<>();
        hours.forEach((hour, files) -> {
            Optional<HiddenHour> before = known.find(hour, names(files), bytes(files));
            Optional<Change> change = before.map(some -> changes.computeIfAbsent(
                            some.seen(), seen -> Change.of(all, now, seen, earliest)))
                    .filter(some -> some.gone.stream().noneMatch(file -> HidingSources.mayHide(file, hour)));
            if (change.isEmpty()) {
                fresh.put(hour, files);
                found.put(hour, new HiddenHour(bytes(files), none(files), none(files), now));
            } else {
                HiddenHour former = before.get();
                found.put(hour, new HiddenHour(former.bytes(), former.dead(), former.gone(), change.get().now));
                old.computeIfAbsent(change.get().later.of(hour), some -> new ArrayList<>()).add(hour);
            }
        });
        List<Group> groups = new ArrayList<>();
        HourWalk walk = new HourWalk(fresh, Order.NEWEST, file -> Math.max(FILE_BYTES, file.size()));
        while (walk.hasNext()) {
            List<HourKey> some = walk.next(GROUP_BYTES).hours();
            groups.add(new Group(some, HidingSources.of(plan, some.getLast()), true));
        }
        old.forEach((later, some) -> {
            if (!later.isEmpty()) {
                groups.add(new Group(some, later, false));
            }
        });
        return groups;
    }

    /** Returns whether all files were read at once, as the copies of a group need it. */
    private boolean find(
            Group group, NavigableMap<HourKey, List<PlannedFile>> hours, Map<HourKey, HiddenHour> found) {
        Map<LakeFile, BitSet> dead = new HashMap<>();
        Map<LakeFile, BitSet> gone = new HashMap<>();
        group.hours.forEach(hour -> {
            copy(found.get(hour).dead(), dead);
            copy(found.get(hour).gone(), gone);
        });
        List<PlannedFile> posts =
                group.hours.stream().flatMap(hour -> hours.get(hour).stream()).toList();
        List<Integer> read = new ArrayList<>();
        reader.readLocal(posts, local -> {
            if (group.fresh) {
                session.update(CREATE_KEYS, LocalFile.patterns(local));
            }
            findDead(group, local, dead);
            findGone(group, local, gone);
            read.add(local.size());
        });
        group.hours.forEach(hour -> found.put(hour, new HiddenHour(
                bytes(hours.get(hour)), of(hours.get(hour), dead), of(hours.get(hour), gone), found.get(hour).seen())));
        return !group.fresh || read.equals(List.of(posts.size()));
    }

    private void findDead(Group group, List<LocalFile> local, Map<LakeFile, BitSet> dead) {
        HourKey earliest = group.hours.getLast();
        Instant since = FilePlan.hidingSince(earliest).start();
        HidingSources some = group.hiding;
        // Files that came later are few; all there are may be all of a year.
        HidingRows deletes = group.fresh ? plan.deletesOfPosts(earliest) : HidingRows.of(some.deletes());
        HidingRows oversized = group.fresh ? plan.oversizedPosts(earliest, this::near) : HidingRows.of(some.oversized());
        HidingRows versions = group.fresh ? others(plan.versions(earliest, this::near), local) : HidingRows.of(some.versions());
        Posts posts = new Posts(group.fresh, local);
        reader.read(deletes, hiding -> posts.mark(DELETED, dead, hiding));
        reader.read(oversized, hiding -> posts.mark(OUTGROWN, dead, hiding, since));
        reader.read(versions, hiding -> posts.mark(SUPERSEDED, dead, hiding, since));
        if (group.fresh) {
            session.update(CREATE_TWINS);
            mark(SUPERSEDED_TWINS, local, dead, List.of());
            mark(COPIES, local, dead, List.of());
        }
    }

    /** Without the files that are looked at: among these, versions are found by themselves. */
    private static HidingRows others(HidingRows versions, List<LocalFile> local) {
        Set<PlannedFile> own = local.stream().map(LocalFile::planned).collect(Collectors.toSet());
        return versions.with(versions.files().stream().filter(file -> !own.contains(file)).toList());
    }

    /** Where rows of the posts' keys can be that no digest has. */
    private Set<HourKey> near() {
        return Set.copyOf(session.list(HOURS, row -> HourKey.ofNumber(row.getLong(1))));
    }

    private void findGone(Group group, List<LocalFile> local, Map<LakeFile, BitSet> gone) {
        session.update(CREATE);
        if (group.fresh) {
            accounts.read(files -> session.update(STATUSES_OF_AUTHORS, files));
        } else {
            session.update(CREATE_NAMED);
            reader.read(group.hiding.accounts(), files -> session.update(NAMED, files));
            if (!isEmpty("row_accounts")) {
                accounts.read(files -> session.update(STATUSES_OF_NAMED, files));
            }
        }
        if (!isEmpty("row_statuses")) {
            Posts posts = new Posts(group.fresh, local);
            session.list(
                    GONE.formatted(posts.table()),
                    row -> {
                        rows(local, gone, row.getInt(1)).set(row.getInt(2), row.getBoolean(3));
                        return true;
                    },
                    posts.parameters().toArray());
        }
    }

    /** Posts that are looked at: keys that are known, or files. */
    private final class Posts {
        private final boolean fresh;
        private final List<LocalFile> local;

        Posts(boolean fresh, List<LocalFile> local) {
            this.fresh = fresh;
            this.local = local;
        }

        /** To stand behind FROM. */
        String table() {
            return fresh ? KEYS : LakeSql.PARQUET;
        }

        List<Object> parameters() {
            return fresh ? List.of() : List.of(LocalFile.patterns(local));
        }

        /** @param more parameters behind the paths of what may hide posts */
        void mark(String sql, Map<LakeFile, BitSet> marked, List<String> by, Object... more) {
            List<Object> parameters = new ArrayList<>(parameters());
            parameters.add(by);
            parameters.addAll(List.of(more));
            HiddenRows.this.mark(sql.formatted(table()), local, marked, parameters);
        }
    }

    private boolean isEmpty(String table) {
        return session.list("SELECT 1 FROM " + table + " LIMIT 1", row -> true).isEmpty();
    }

    private void mark(String sql, List<LocalFile> local, Map<LakeFile, BitSet> marked, List<Object> parameters) {
        session.list(
                sql,
                row -> {
                    rows(local, marked, row.getInt(1)).set(row.getInt(2));
                    return true;
                },
                parameters.toArray());
    }

    private static BitSet rows(List<LocalFile> local, Map<LakeFile, BitSet> marked, int number) {
        return marked.get(local.get(number).planned().file());
    }

    private static Set<LakeFile> names(List<PlannedFile> files) {
        return files.stream().map(PlannedFile::file).collect(Collectors.toSet());
    }

    private static long bytes(List<PlannedFile> files) {
        return files.stream().mapToLong(PlannedFile::size).sum();
    }

    private static Map<LakeFile, BitSet> none(List<PlannedFile> files) {
        Map<LakeFile, BitSet> none = new HashMap<>();
        files.forEach(file -> none.put(file.file(), new BitSet()));
        return none;
    }

    private static void copy(Map<LakeFile, BitSet> from, Map<LakeFile, BitSet> to) {
        from.forEach((file, rows) -> to.put(file, (BitSet) rows.clone()));
    }

    private static Map<HourKey, HiddenHour> some(Map<HourKey, HiddenHour> all, List<HourKey> hours) {
        Map<HourKey, HiddenHour> some = new HashMap<>();
        hours.forEach(hour -> some.put(hour, all.get(hour)));
        return some;
    }

    private static Map<LakeFile, BitSet> of(List<PlannedFile> files, Map<LakeFile, BitSet> all) {
        Map<LakeFile, BitSet> some = new HashMap<>();
        files.forEach(file -> some.put(file.file(), all.get(file.file())));
        return some;
    }
}
