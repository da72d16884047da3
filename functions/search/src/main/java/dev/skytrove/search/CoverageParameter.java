package dev.skytrove.search;

import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Schema;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Describes the parameter that asks what is certified. */
@Retention(RetentionPolicy.SOURCE)
@Target(ElementType.METHOD)
@Parameter(
        name = "coverage",
        in = ParameterIn.QUERY,
        description = "Also tell whether the hours of the range are certified complete.",
        schema = @Schema(ref = SearchTypes.SWITCH))
@interface CoverageParameter {}
