package dev.skytrove.query.aggregate;

import dev.skytrove.query.PostSearch;
import dev.skytrove.query.admission.Cancellation;
import dev.skytrove.query.criteria.Condition;
import dev.skytrove.query.criteria.SearchCriteria;
import dev.skytrove.query.duckdb.Session;
import dev.skytrove.query.fold.PostFolds;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * Counts the posts that a search finds. One pass over them fills the tallies of all aggregations; where shares are asked
 * for, a second one counts all public posts of the same range, and of the same sample.
 */
public final class Aggregator {
    private static final String FOUND = "found";
    private static final String WANTED = "wanted";
    private static final String PUBLIC = "public";

    private final SearchCriteria criteria;
    private final AggregateRequest request;

    private Aggregator(SearchCriteria criteria, AggregateRequest request) {
        this.criteria = criteria;
        this.request = request;
    }

    /**
     * Counts without waiting.
     *
     * @param cancellation ends the query
     * @param answer makes of the result what is wanted, on the thread and in the time of the query
     * @return fails as queries of {@link PostSearch} do, and with an {@link
     *     dev.skytrove.query.criteria.InvalidParameterException} if there would be too many buckets
     */
    public static <T> CompletableFuture<T> aggregate(
            PostSearch search,
            SearchCriteria criteria,
            AggregateRequest request,
            Cancellation cancellation,
            Function<AggregateResult, T> answer) {
        Buckets.requireFew(request, criteria.range());
        Aggregator aggregator = new Aggregator(criteria, request);
        return search.fold(criteria, cancellation, folds -> answer.apply(aggregator.count(folds)));
    }

    private AggregateResult count(PostFolds folds) {
        Tallies found = Tallies.all(
                FOUND, request.aggregations(), request.asks(Measure.AUTHORS), request.features(), request.top());
        Found first = folds.fold(new Then<>(found, this::top));
        List<Buckets> tables = first.tables();
        if (request.asks(Measure.SHARE)) {
            tables = isEverything() ? tables.stream().map(Buckets::whole).toList() : shares(folds, tables);
        }
        List<AggregateResult.Table> results = tables.stream().map(Buckets::result).toList();
        List<String> authors = authors(results);
        Map<String, String> handles = authors.isEmpty() ? Map.of() : folds.handles(authors);
        return new AggregateResult(request, results, first.total().posts(), criteria.range(), handles, folds.meta());
    }

    private record Found(Total total, List<Buckets> tables) {}

    /** Reads the buckets, and keeps the keys that are shown where the second pass finds them. */
    private Found top(Session session, Total total) {
        List<Buckets> tables = new ArrayList<>();
        for (int i = 0; i < request.aggregations().size(); i++) {
            Aggregation aggregation = request.aggregations().get(i);
            TallyReader reader = new TallyReader(session, aggregation, FOUND + "_" + i, WANTED + "_" + i);
            Buckets counted = reader.read(request, criteria.range(), total);
            tables.add(counted.measuring(reader.values(request.values()), request.values().size()));
        }
        return new Found(total, tables);
    }

    private List<Buckets> shares(PostFolds folds, List<Buckets> tables) {
        Tallies all = Tallies.of(PUBLIC, request.aggregations(), WANTED);
        return folds.fold(everything(), new Then<>(all, (session, total) -> {
            List<Buckets> shared = new ArrayList<>();
            for (int i = 0; i < tables.size(); i++) {
                Aggregation aggregation = request.aggregations().get(i);
                shared.add(tables.get(i).sharing(TallyReader.counts(session, aggregation, PUBLIC + "_" + i)));
            }
            return shared;
        }));
    }

    private boolean isEverything() {
        return everything().equals(criteria.condition());
    }

    /** What every public post meets, or every one of the sample asked for. */
    private Condition everything() {
        return sample(criteria.condition()).map(Condition.class::cast).orElse(Condition.ANYTHING);
    }

    private static Optional<Condition.Sample> sample(Condition condition) {
        return switch (condition) {
            case Condition.Sample sample -> Optional.of(sample);
            case Condition.All all -> all.conditions().stream().flatMap(part -> sample(part).stream()).findFirst();
            default -> Optional.empty();
        };
    }

    /** Those that are keys. */
    private static List<String> authors(List<AggregateResult.Table> tables) {
        List<String> authors = new ArrayList<>();
        for (AggregateResult.Table table : tables) {
            int place = table.aggregation().by().indexOf(ValueDimension.AUTHOR);
            for (Bucket bucket : place < 0 ? List.<Bucket>of() : table.buckets()) {
                if (bucket.key().get(place) instanceof Key.Value author) {
                    authors.add(author.text());
                }
            }
        }
        return authors.stream().distinct().toList();
    }
}
