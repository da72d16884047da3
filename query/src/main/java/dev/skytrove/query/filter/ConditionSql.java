package dev.skytrove.query.filter;

import dev.skytrove.query.accounts.NamedAccounts;
import dev.skytrove.query.criteria.Author;
import dev.skytrove.query.criteria.Condition.Column;
import dev.skytrove.query.criteria.Condition.Field;
import dev.skytrove.query.criteria.Condition;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes SQL over the columns of posts of a {@link Condition}. Values are parameters. What a condition rules out is
 * written so that a column which is null does not count as met: {@code NOT} is only before single comparisons, as
 * {@code IS NOT TRUE}.
 */
public final class ConditionSql {
    /** {@code %} and {@code _} mean nothing to {@code contains}. */
    private static final String FOLDED = "contains(text_folded, ?)";

    private static final String LOWERED = "contains(lower(text), ?)";

    /** For a needle with an apostrophe, which is folded. */
    private static final String LOWERED_WITH_APOSTROPHES = "contains(replace(lower(text), '’', ''''), ?)";

    /**
     * A search is stopped between two vectors of rows, never within one, and an expression may take some microseconds a
     * byte: of texts longer than the network's rules allow only so much is looked at that a vector does not take minutes.
     */
    private static final String MATCHED =
            "regexp_matches(CASE WHEN strlen(text) > 3000 THEN left(text, 1000) ELSE text END, ?)";

    private final NamedAccounts names;
    private final boolean folded;
    private final StringBuilder sql = new StringBuilder();
    private final List<Object> parameters = new ArrayList<>();

    private ConditionSql(NamedAccounts names, boolean folded) {
        this.names = names;
        this.folded = folded;
    }

    /** SQL and its parameters, in order. */
    public record Part(String sql, List<Object> parameters) {}

    /**
     * The SQL of a condition.
     *
     * @param folded whether it is for rows whose text is stored folded; else for those whose is not
     */
    static Part of(Condition condition, NamedAccounts names, boolean folded) {
        ConditionSql builder = new ConditionSql(names, folded);
        builder.append(condition, true);
        return new Part(builder.sql.toString(), builder.parameters);
    }

    /** Whether a condition says anything of texts. */
    static boolean readsText(Condition condition) {
        return switch (condition) {
            case Condition.All all -> all.conditions().stream().anyMatch(ConditionSql::readsText);
            case Condition.Any any -> any.conditions().stream().anyMatch(ConditionSql::readsText);
            case Condition.Not not -> readsText(not.condition());
            case Condition.Text _ -> true;
            default -> false;
        };
    }

    /** Whether only posts that have a text can meet a condition. */
    static boolean requiresText(Condition condition) {
        return switch (condition) {
            case Condition.All all -> all.conditions().stream().anyMatch(ConditionSql::requiresText);
            case Condition.Any any -> any.conditions().stream().allMatch(ConditionSql::requiresText);
            case Condition.Text _ -> true;
            default -> false;
        };
    }

    /** Whether no post can meet a condition, since nobody whom it names is known. */
    static boolean isNever(Condition condition, NamedAccounts names) {
        return switch (condition) {
            case Condition.All all -> all.conditions().stream().anyMatch(part -> isNever(part, names));
            case Condition.Any any -> any.conditions().stream().allMatch(part -> isNever(part, names));
            case Condition.From from -> isNobody(from.authors(), names);
            case Condition.Mentions mentions -> isNobody(mentions.authors(), names);
            case Condition.Answers answers -> isNobody(answers.authors(), names);
            default -> false;
        };
    }

    private static boolean isNobody(List<Author> authors, NamedAccounts names) {
        return names.dids(authors).isEmpty() && names.table(authors).isEmpty();
    }

    private void append(Condition condition, boolean met) {
        switch (condition) {
            case Condition.All all -> append(all.conditions(), met, met);
            case Condition.Any any -> append(any.conditions(), met, !met);
            case Condition.Not not -> append(not.condition(), !met);
            case Condition.Text text -> text(text.needle(), met);
            case Condition.Regex regex -> leaf(met, MATCHED, regex.pattern());
            case Condition.From from -> from(from.authors(), met);
            case Condition.Mentions mentions ->
                leaf(met, "list_has_any(mention_dids, ?)", names.dids(mentions.authors()));
            case Condition.Answers answers ->
                // Not split_part of a column: DuckDB fails where a file has nothing but nulls in it.
                leaf(met, "list_contains(?, split_part(coalesce(reply_parent_uri, ''), '/', 3))", names.dids(answers.authors()));
            case Condition.OneOf oneOf -> oneOf(oneOf.field(), oneOf.values(), met);
            case Condition.In in -> in(in.column(), in.values(), met);
            case Condition.Amount amount ->
                leaf(met, amount(amount.column()) + " " + amount.comparison().sign() + " ?", amount.value());
            case Condition.Has has -> leaf(met, PostSql.has(has.feature()));
            case Condition.Since since -> leaf(met, "sort_at >= ?", since.start());
            case Condition.Until until -> leaf(met, "sort_at < ?", until.end());
            case Condition.Compared compared -> feature(compared, met);
            case Condition.HasValue has -> feature(has, met);
            case Condition.Sample sample ->
                leaf(met, "left(md5(uri), 8) < ?", String.format("%08x", sample.below()));
        }
    }

    private void append(List<Condition> conditions, boolean met, boolean and) {
        if (conditions.isEmpty()) {
            sql.append(and);
            return;
        }
        String separator = "(";
        for (Condition condition : conditions) {
            sql.append(separator);
            append(condition, met);
            separator = and ? " AND " : " OR ";
        }
        sql.append(')');
    }

    private void leaf(boolean met, String comparison, Object... values) {
        sql.append(met ? comparison : "(" + comparison + ") IS NOT TRUE");
        parameters.addAll(List.of(values));
    }

    /** What a comparison of features says of rows of {@link FeatureReader#VALUES}. */
    static Part ofFeature(Condition comparison) {
        return switch (comparison) {
            case Condition.Compared compared ->
                new Part(
                        FeatureReader.column(compared.feature()) + " " + compared.comparison().sign() + " ?::DOUBLE",
                        List.of(Double.toString(compared.value())));
            case Condition.HasValue has -> new Part(FeatureReader.column(has.feature()) + " IS NOT NULL", List.of());
            default -> throw new IllegalArgumentException("no comparison of features: " + comparison);
        };
    }

    private void feature(Condition comparison, boolean met) {
        Part part = ofFeature(comparison);
        leaf(
                met,
                PostSql.isSaid(part.sql()),
                part.parameters().toArray());
    }

    private void text(String needle, boolean met) {
        if (folded) {
            leaf(met, FOLDED, needle);
        } else {
            leaf(met, needle.contains("'") ? LOWERED_WITH_APOSTROPHES : LOWERED, needle);
        }
    }

    private void from(List<Author> authors, boolean met) {
        List<String> comparisons = new ArrayList<>();
        List<Object> values = new ArrayList<>();
        List<String> dids = names.dids(authors);
        if (dids.size() == 1) {
            comparisons.add("author_did = ?");
            values.add(dids.getFirst());
        } else if (!dids.isEmpty()) {
            comparisons.add("list_contains(?, author_did)");
            values.add(dids);
        }
        names.table(authors).ifPresent(table -> comparisons.add("author_did IN (SELECT did FROM " + table + ")"));
        String any = comparisons.isEmpty() ? "false" : String.join(" OR ", comparisons);
        leaf(met, comparisons.size() > 1 ? "(" + any + ")" : any, values.toArray());
    }

    private void oneOf(Field field, List<String> values, boolean met) {
        switch (field) {
            case URI -> uri(values, met);
            case LANG -> each(met, "langs", "lower(x)", "x = ? OR starts_with(x, ?)", values, lang -> lang + "-");
            case HASHTAG ->
                leaf(
                        met,
                        "list_has_any(list_transform(hashtags, lambda x: nfc_normalize(lower(x))),"
                                + " list_transform(?::VARCHAR[], lambda x: nfc_normalize(lower(x))))",
                        values);
            case DOMAIN -> each(met, "link_uris", PostSql.host("x"), "x = ? OR ends_with(x, ?)", values, host -> "." + host);
            case THREAD -> leaf(met, "(list_contains(?, reply_root_uri) OR list_contains(?, uri))", values, values);
        }
    }

    private void in(Column column, List<String> values, boolean met) {
        leaf(met, column.isList() ? "list_has_any(" + column.name() + ", ?)" : "list_contains(?, " + column.name() + ")", values);
    }

    private static String amount(Column column) {
        return column.isList() ? "len(" + column.name() + ")" : column.name();
    }

    /** Keys grow with time: their bounds in a file's statistics rule out nearly all of it. */
    private void uri(List<String> uris, boolean met) {
        if (!met) {
            leaf(false, "list_contains(?, uri)", uris);
            return;
        }
        List<String> keys = uris.stream()
                .map(uri -> uri.substring(uri.lastIndexOf('/') + 1))
                .sorted(PostSql.BY_BYTES)
                .toList();
        leaf(true, "(rkey >= ? AND rkey <= ? AND list_contains(?, uri))", keys.getFirst(), keys.getLast(), uris);
    }

    /** Whether an item of a list is one of some values, or begins or ends as they say. */
    private void each(
            boolean met,
            String list,
            String item,
            String comparison,
            List<String> values,
            java.util.function.UnaryOperator<String> part) {
        List<String> comparisons = new ArrayList<>();
        List<Object> all = new ArrayList<>();
        for (String value : values) {
            comparisons.add(comparison);
            all.add(value);
            all.add(part.apply(value));
        }
        String sqlOfItem = "len(list_filter(list_transform(" + list + ", lambda x: " + item + "), lambda x: "
                + String.join(" OR ", comparisons) + ")) > 0";
        leaf(met, sqlOfItem, all.toArray());
    }
}
