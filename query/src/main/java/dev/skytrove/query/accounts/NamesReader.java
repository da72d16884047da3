package dev.skytrove.query.accounts;

import dev.skytrove.query.criteria.Author;
import dev.skytrove.query.criteria.Condition;
import dev.skytrove.query.duckdb.Rows;
import dev.skytrove.query.duckdb.Session;
import dev.skytrove.query.handles.HandleResolver.Resolution;
import dev.skytrove.query.handles.HandleResolver;
import dev.skytrove.query.handles.UnknownHandleException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds out whom the handles and domains in a condition mean: of all who ever had a handle, who had it last. */
public final class NamesReader {
    private static final String HANDLES = """
            SELECT name, claim.did, claim.told_at, claim.indexed_at, claim.seq FROM (
                SELECT lower(handle) AS name, max({%s, 'did': did}) AS claim FROM %s
                WHERE kind = 'identity' AND list_contains(?, lower(handle)) GROUP BY name)
            """.formatted(AccountSql.PLACE, AccountSql.ROWS);

    private static final String CREATE = """
            CREATE OR REPLACE TEMP TABLE claims (name VARCHAR,
                claim STRUCT(told_at TIMESTAMPTZ, indexed_at TIMESTAMPTZ, seq BIGINT, did VARCHAR))""";

    private static final String CLAIMS = """
            INSERT INTO claims
            SELECT lower(handle) AS name, max({%s, 'did': did}) FROM %s
            WHERE kind = 'identity' AND (%%s) AND NOT %s GROUP BY name
            """.formatted(AccountSql.PLACE, AccountSql.ROWS, AccountSql.isNobodys("handle"));

    private static final String BELOW = "ends_with(lower(handle), ?)";

    /** So many unknown handles are worth naming. */
    private static final int MOST_NAMED = 3;

    /** Of more unknown handles in one request none is asked for. */
    private static final int MOST_RESOLVED = 3;

    private final Session session;
    private final HandleResolver resolver;
    private final AccountReader reader;
    private Optional<String> warning = Optional.empty();

    /** How many tables there are. */
    private int made;

    /** @param resolver asked for handles that the lake does not know */
    public NamesReader(Session session, AccountReader reader, HandleResolver resolver) {
        this.session = session;
        this.resolver = resolver;
        this.reader = reader;
    }

    /** As handles are compared: they have ASCII letters only. */
    static String lower(String handle) {
        return handle.toLowerCase(Locale.ROOT);
    }

    /** Whom a condition names. Reads nothing if it has only DIDs. */
    public NamedAccounts read(Condition condition) {
        List<List<Author>> lists = new ArrayList<>();
        collect(condition, lists);
        List<Author> authors = lists.stream().flatMap(List::stream).toList();
        if (authors.stream().allMatch(Author.Did.class::isInstance)) {
            return NamedAccounts.NONE;
        }
        Map<Set<String>, String> tables = new HashMap<>();
        lists.stream()
                .map(NamedAccounts::domains)
                .filter(domains -> !domains.isEmpty())
                .forEach(some -> tables.computeIfAbsent(some, domains -> table(domains, "below_" + ++made)));
        return new NamedAccounts(owners(authors), tables);
    }

    /** What to know about handles that nobody is known to have had. */
    public Optional<String> warning() {
        return warning;
    }

    private static void collect(Condition condition, List<List<Author>> authors) {
        switch (condition) {
            case Condition.All all -> all.conditions().forEach(part -> collect(part, authors));
            case Condition.Any any -> any.conditions().forEach(part -> collect(part, authors));
            case Condition.Not not -> collect(not.condition(), authors);
            case Condition.From from -> authors.add(from.authors());
            case Condition.Mentions mentions -> authors.add(mentions.authors());
            case Condition.Answers answers -> authors.add(answers.authors());
            default -> {}
        }
    }

    private Map<String, String> owners(List<Author> authors) {
        Map<String, String> asked = new LinkedHashMap<>();
        for (Author author : authors) {
            if (author instanceof Author.Handle handle) {
                asked.putIfAbsent(lower(handle.handle()), handle.handle());
            }
        }
        if (asked.isEmpty()) {
            return Map.of();
        }
        Map<String, String> owners = owners(asked.keySet().stream()
                .filter(name -> !name.equals(AccountSql.NOBODYS))
                .toList(), new HashMap<>());
        List<String> unknown = unknown(asked, owners);
        Map<String, String> resolved = unknown.size() > MOST_RESOLVED ? Map.of() : resolve(unknown);
        if (resolved.isEmpty()) {
            warning = unknown.isEmpty() ? Optional.empty() : Optional.of(warning(unknown));
            return owners;
        }
        Map<String, String> all = new HashMap<>(owners);
        resolved.forEach((handle, did) -> all.put(lower(handle), did));
        List<String> left = unknown(asked, all);
        warning = Optional.of(told(resolved) + (left.isEmpty() ? "" : "; " + warning(left)));
        return all;
    }

    private static List<String> unknown(Map<String, String> asked, Map<String, String> owners) {
        return asked.keySet().stream()
                .filter(name -> !owners.containsKey(name))
                .map(asked::get)
                .toList();
    }

    /** The DIDs of handles that the network knows. */
    private Map<String, String> resolve(List<String> handles) {
        Map<String, String> resolved = new LinkedHashMap<>();
        for (String handle : handles) {
            switch (lower(handle).equals(AccountSql.NOBODYS) ? new Resolution.Unknown() : resolver.resolve(lower(handle))) {
                case Resolution.Found found -> resolved.put(handle, found.did());
                case Resolution.Missing _ -> throw new UnknownHandleException(handle);
                case Resolution.Unknown _ -> {}
            }
        }
        return resolved;
    }

    private static String told(Map<String, String> resolved) {
        return resolved.entrySet().stream()
                .map(handle -> handle.getKey() + " is " + handle.getValue())
                .collect(Collectors.joining(", ", "the lake does not know these handles, but the network says: ", ""));
    }

    private Map<String, String> owners(List<String> names, Map<String, Claim> newest) {
        if (!names.isEmpty()) {
            reader.read(paths -> session.list(HANDLES, Claim::read, paths, names)
                    .forEach(claim -> newest.merge(claim.name, claim, Claim::later)));
        }
        return newest.values().stream().collect(Collectors.toMap(Claim::name, Claim::did));
    }

    /**
     * There may be any number of accounts below domains: their DIDs stay in a table. One for all of a list, however many
     * domains it names: each table takes memory, and all events of accounts are read for it.
     */
    private String table(Set<String> domains, String table) {
        session.update(CREATE);
        String sql = CLAIMS.formatted(String.join(" OR ", Collections.nCopies(domains.size(), BELOW)));
        List<String> ends = domains.stream().map(domain -> "." + domain).toList();
        reader.read(paths -> session.update(sql, Stream.concat(Stream.of(paths), ends.stream()).toArray()));
        session.update("CREATE TEMP TABLE " + table
                + " AS SELECT DISTINCT claim.did AS did FROM (SELECT max(claim) AS claim FROM claims GROUP BY name)");
        session.update("DROP TABLE claims");
        return table;
    }

    private static String warning(List<String> unknown) {
        String handles = unknown.stream().limit(MOST_NAMED).collect(Collectors.joining(", "));
        boolean one = unknown.size() == 1;
        String more = unknown.size() > MOST_NAMED ? " and " + (unknown.size() - MOST_NAMED) + " more" : "";
        return (one ? "the account of the handle " : "the accounts of the handles ") + handles + more
                + (one ? " is" : " are") + " unknown here: no identity event with " + (one ? "it" : "them")
                + " has been seen, and these events mostly carry no handle any more; username also takes"
                + " the account's DID, which always works";
    }

    private record Claim(String name, String did, Instant toldAt, Instant indexedAt, long seq) {
        private static final Comparator<Claim> ORDER = Comparator.comparing(Claim::toldAt)
                .thenComparing(Claim::indexedAt)
                .thenComparingLong(Claim::seq)
                .thenComparing(Claim::did);

        private static Claim read(ResultSet row) throws SQLException {
            return new Claim(
                    row.getString(1),
                    row.getString(2),
                    Rows.instant(row, 3),
                    Rows.instant(row, 4),
                    row.getLong(5));
        }

        private Claim later(Claim other) {
            return ORDER.compare(this, other) >= 0 ? this : other;
        }
    }
}
