package dev.skytrove.functions.openapi;

import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Schema;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Describes the parameters of a range of time. */
@Retention(RetentionPolicy.SOURCE)
@Target(ElementType.METHOD)
@Parameter(
        name = "start",
        in = ParameterIn.QUERY,
        description =
                "The first instant that is in: ISO 8601 (UTC without a zone), or relative such as -24h, -7d or "
                + "now.",
        schema = @Schema(ref = Types.TEXT))
@Parameter(
        name = "end",
        in = ParameterIn.QUERY,
        description = "The first instant that is out; a date lets in that whole day.",
        schema = @Schema(ref = Types.TEXT))
public @interface Range {}
