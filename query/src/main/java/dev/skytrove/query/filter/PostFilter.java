package dev.skytrove.query.filter;

import dev.skytrove.query.accounts.NamedAccounts;
import dev.skytrove.query.criteria.Condition;
import dev.skytrove.query.criteria.Order;
import dev.skytrove.query.criteria.Position;
import dev.skytrove.query.criteria.SearchCriteria;
import dev.skytrove.query.criteria.TimeRange;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The condition on rows of posts that criteria make.
 *
 * @param range of {@code sort_at}
 * @param order of the search
 * @param after only posts behind this place
 * @param conditions all of which they meet; those about texts last
 * @param names whom these name
 * @param further what else they meet; empty if there is nothing
 */
public record PostFilter(
        TimeRange range,
        Order order,
        Position after,
        List<Condition> conditions,
        NamedAccounts names,
        Optional<ConditionSql.Part> further) {
    private static final String TIME = "sort_at >= ? AND sort_at < ?";

    private static final String IS_FOLDED = " AND text_folded IS NOT NULL";

    /** Files of older versions have no folded texts, others none of very long ones. */
    private static final String NOT_FOLDED = " AND text_folded IS NULL";

    /** The posts of {@code criteria} behind a place. */
    public static PostFilter of(SearchCriteria criteria, NamedAccounts names, Position after) {
        List<Condition> conditions = criteria.condition() instanceof Condition.All all
                ? all.conditions().stream().sorted(Comparator.comparing(ConditionSql::readsText)).toList()
                : List.of(criteria.condition());
        return new PostFilter(criteria.range(), criteria.order(), after, conditions, names, Optional.empty());
    }

    /**
     * Conditions of which every row of the posts asked for meets one, and no other row any. No comparison has two
     * columns, unless the alternatives of a condition are about two: DuckDB would read all columns of all rows for it,
     * which takes two to four times as long. Where all texts are stored folded, the statistics rule out the parts about
     * others, and where none is, those about folded ones; they also rule out most of what might be of the same time as a
     * post that the posts are behind.
     */
    public List<ConditionSql.Part> parts() {
        return places().stream().flatMap(place -> parts(place).stream()).toList();
    }

    /** Whether they are about texts: only then do they need a column that was added later. */
    public boolean readsText() {
        return conditions.stream().anyMatch(ConditionSql::readsText);
    }

    private List<ConditionSql.Part> parts(ConditionSql.Part place) {
        if (!readsText()) {
            return List.of(part(place, "", true));
        }
        String folded = conditions.stream().anyMatch(ConditionSql::requiresText) ? "" : IS_FOLDED;
        return List.of(part(place, folded, true), part(place, NOT_FOLDED, false));
    }

    /** What is behind the place; two parts if a post is there. */
    private List<ConditionSql.Part> places() {
        if (after.equals(order.start())) {
            return List.of(new ConditionSql.Part("", List.of()));
        }
        String behind = order == Order.NEWEST ? " AND sort_at <" : " AND sort_at >";
        return after.uri().isEmpty()
                ? List.of(new ConditionSql.Part(behind + "= ?", List.of(after.sortAt())))
                : List.of(
                        new ConditionSql.Part(behind + " ?", List.of(after.sortAt())),
                        new ConditionSql.Part(" AND sort_at = ? AND uri > ?", List.of(after.sortAt(), after.uri())));
    }

    /** Whether they are of accounts that are known one by one. */
    public boolean isOfAuthors() {
        return conditions.stream().anyMatch(condition ->
                condition instanceof Condition.From from && names.table(from.authors()).isEmpty());
    }

    /** The DIDs of accounts of which one wrote each of them; empty if they may be of others, too. */
    public List<String> authors() {
        return conditions.stream()
                .flatMap(condition -> condition instanceof Condition.From from && names.table(from.authors()).isEmpty()
                        ? Stream.of(names.dids(from.authors()))
                        : Stream.empty())
                .findFirst()
                .orElse(List.of());
    }

    /** Whether no post can meet it. */
    public boolean isNever() {
        return conditions.stream().anyMatch(condition -> ConditionSql.isNever(condition, names));
    }

    /** Those of them that are not behind all posts of a time. */
    public PostFilter upTo(Instant last) {
        TimeRange narrowed = switch (order) {
            case NEWEST -> new TimeRange(last, range.end());
            case OLDEST -> new TimeRange(range.start(), last.plus(1, ChronoUnit.MICROS));
        };
        return new PostFilter(narrowed, order, after, conditions, names, further);
    }

    /** The same with something else that they meet, instead of what there was. */
    public PostFilter with(Optional<ConditionSql.Part> other) {
        return new PostFilter(range, order, after, conditions, names, other);
    }

    private ConditionSql.Part part(ConditionSql.Part place, String texts, boolean folded) {
        StringBuilder sql = new StringBuilder(TIME);
        List<Object> parameters = new ArrayList<>(List.of(range.start(), range.end()));
        sql.append(place.sql());
        parameters.addAll(place.parameters());
        sql.append(texts);
        for (Condition condition : conditions) {
            ConditionSql.Part part = ConditionSql.of(condition, names, folded);
            sql.append(" AND ").append(part.sql());
            parameters.addAll(part.parameters());
        }
        further.ifPresent(part -> {
            sql.append(" AND ").append(part.sql());
            parameters.addAll(part.parameters());
        });
        return new ConditionSql.Part(sql.toString(), parameters);
    }
}
