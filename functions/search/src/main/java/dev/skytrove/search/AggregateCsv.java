package dev.skytrove.search;

import dev.skytrove.functions.CsvRecord;
import dev.skytrove.query.aggregate.AggregateRequest;
import dev.skytrove.query.aggregate.AggregateResult;
import dev.skytrove.query.aggregate.Bucket;
import dev.skytrove.query.aggregate.FeatureMeasure;
import dev.skytrove.query.aggregate.Dimension;
import dev.skytrove.query.aggregate.Measure;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;

/** The counts of one aggregation as CSV: a record for each bucket, its keys first, then what was measured. */
final class AggregateCsv {
    private AggregateCsv() {}

    static String of(AggregateResult result) {
        AggregateResult.Table table = result.tables().getFirst();
        StringBuilder csv = new StringBuilder();
        Stream<String> keys = table.aggregation().by().stream().map(Dimension::label);
        Stream<String> measures = result.request().measures().stream().map(Measure::label);
        Stream<String> values = result.request().values().stream().map(FeatureMeasure::label);
        CsvRecord.append(csv, Stream.of(keys, measures, values).flatMap(names -> names).toList());
        table.buckets().forEach(bucket -> CsvRecord.append(csv, cells(bucket, result.request())));
        return csv.toString();
    }

    private static List<String> cells(Bucket bucket, AggregateRequest request) {
        Stream<String> measured = request.measures().stream().map(measure -> switch (measure) {
            case COUNT -> Long.toString(bucket.count());
            case AUTHORS -> bucket.authors().isEmpty() ? "" : Long.toString(bucket.authors().getAsLong());
            case SHARE -> bucket.share().isEmpty()
                    ? ""
                    : plain(bucket.share().getAsDouble());
        });
        Stream<String> values = bucket.values().stream().map(value -> value.isPresent() ? plain(value.getAsDouble()) : "");
        return Stream.of(AggregateAnswer.key(bucket).stream(), measured, values).flatMap(cells -> cells).toList();
    }

    private static String plain(double value) {
        return Double.isFinite(value) ? BigDecimal.valueOf(value).toPlainString() : "";
    }
}
