package dev.skytrove.search;

import dev.skytrove.functions.openapi.Types;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Schema;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Describes the parameters that say what is counted. */
@Retention(RetentionPolicy.SOURCE)
@Target(ElementType.METHOD)
@Parameter(
        name = "by",
        in = ParameterIn.QUERY,
        description =
                "One aggregation: one or two of hour, day, week, month, author, lang, hashtag, domain, mention, "
                + "has and spans of a feature such as toxicity_score:0.1, separated by a comma; at most one of them "
                + "a time. Repeated for more, up to 8. Without it, all posts together.",
        schema = @Schema(ref = Types.TEXTS))
@Parameter(
        name = "measures",
        in = ParameterIn.QUERY,
        description =
                "What is told of each bucket, separated by commas: count, authors (different ones), share (of all "
                + "public posts with the same key), and of the values of a feature, such as toxicity_score:avg, "
                + "min, max, avg, median or p1 to p99.",
        schema = @Schema(ref = SearchTypes.MEASURES))
@Parameter(
        name = "top",
        in = ParameterIn.QUERY,
        description = "How many keys that are no times, at most.",
        schema = @Schema(ref = SearchTypes.TOP_KEYS))
@Parameter(
        name = "min_count",
        in = ParameterIn.QUERY,
        description = "How many posts such a key has at least.",
        schema = @Schema(ref = SearchTypes.LEAST_COUNT))
@Parameter(
        name = "format",
        in = ParameterIn.QUERY,
        description = "csv has one aggregation.",
        schema = @Schema(ref = SearchTypes.AGGREGATE_FORMAT))
@interface AggregateParameters {}
