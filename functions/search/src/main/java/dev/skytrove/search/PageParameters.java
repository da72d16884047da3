package dev.skytrove.search;

import dev.skytrove.functions.openapi.Types;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Schema;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Describes the parameters of a page of posts, but for its order. */
@Retention(RetentionPolicy.SOURCE)
@Target(ElementType.METHOD)
@Parameter(
        name = "limit",
        in = ParameterIn.QUERY,
        description = "How many posts at most.",
        schema = @Schema(ref = SearchTypes.SEARCH_LIMIT))
@Parameter(
        name = "cursor",
        in = ParameterIn.QUERY,
        description = "The next_cursor of an earlier answer to the same request.",
        schema = @Schema(ref = Types.TEXT))
@Parameter(
        name = "count",
        in = ParameterIn.QUERY,
        description = "Also count all posts that are found: meta.total.",
        schema = @Schema(ref = Types.FLAG))
@Parameter(
        name = "fields",
        in = ParameterIn.QUERY,
        description =
                "Names of the members of posts that are shown, separated by commas, in this order; * for all but "
                + "features; all but these without it.",
        schema = @Schema(ref = Types.TEXT))
@interface PageParameters {}
