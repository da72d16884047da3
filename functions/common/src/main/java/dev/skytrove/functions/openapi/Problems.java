package dev.skytrove.functions.openapi;

import dev.skytrove.runtime.http.Problem;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Describes how operations say what is wrong. */
@Retention(RetentionPolicy.SOURCE)
@Target(ElementType.METHOD)
@ApiResponse(
        responseCode = "400",
        description = Problems.DESCRIPTION,
        content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(ref = Types.PROBLEM)))
@ApiResponse(
        responseCode = "401",
        description = Problems.DESCRIPTION,
        content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(ref = Types.PROBLEM)))
@ApiResponse(
        responseCode = "429",
        description = Problems.DESCRIPTION,
        content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(ref = Types.PROBLEM)))
@ApiResponse(
        responseCode = "500",
        description = Problems.DESCRIPTION,
        content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(ref = Types.PROBLEM)))
@ApiResponse(
        responseCode = "503",
        description = Problems.DESCRIPTION,
        content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(ref = Types.PROBLEM)))
public @interface Problems {
    /** Of each. */
    String DESCRIPTION = "What is wrong, and what to change.";
}
