package dev.skytrove.export;

import dev.skytrove.functions.openapi.Types;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Schema;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Describes the parameters of an export, but for which posts and their order. */
@Retention(RetentionPolicy.SOURCE)
@Target(ElementType.METHOD)
@Parameter(
        name = "limit",
        in = ParameterIn.QUERY,
        description = "How many posts at most. The greatest one is a setting: 1000000 unless it was changed.",
        schema = @Schema(ref = ExportTypes.EXPORT_LIMIT))
@Parameter(
        name = "cursor",
        in = ParameterIn.QUERY,
        description = "The X-Next-Cursor of an earlier answer to the same request.",
        schema = @Schema(ref = Types.TEXT))
@Parameter(
        name = "count",
        in = ParameterIn.QUERY,
        description = "Also count all posts that are found: X-Total-Count.",
        schema = @Schema(ref = Types.FLAG))
@Parameter(
        name = "fields",
        in = ParameterIn.QUERY,
        description =
                "Names of the columns, separated by commas, in this order; * for all but features; all but these "
                + "without it.",
        schema = @Schema(ref = Types.TEXT))
@Parameter(
        name = "format",
        in = ParameterIn.QUERY,
        description = "What the answer is; without it what Accept asks for, and else csv.",
        schema = @Schema(ref = ExportTypes.EXPORT_FORMAT))
@Parameter(
        name = "bom",
        in = ParameterIn.QUERY,
        description = "Begin CSV with a byte order mark, for spreadsheets that need one.",
        schema = @Schema(ref = Types.FLAG))
@Parameter(
        name = "estimate",
        in = ParameterIn.QUERY,
        description = "Tell how many rows and bytes the answer would have, instead of it.",
        schema = @Schema(ref = Types.FLAG))
@Parameter(
        name = "provenance",
        in = ParameterIn.QUERY,
        description = "Tell where the answer comes from, instead of it.",
        schema = @Schema(ref = Types.FLAG))
@interface ExportParameters {}
