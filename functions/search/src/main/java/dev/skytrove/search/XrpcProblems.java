package dev.skytrove.search;

import dev.skytrove.functions.openapi.Problems;
import dev.skytrove.functions.openapi.Types;
import dev.skytrove.runtime.http.Problem;
import io.micronaut.http.MediaType;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Describes how the network's own searches say what is wrong: as XRPC has it, but for what no controller answers. */
@Retention(RetentionPolicy.SOURCE)
@Target(ElementType.METHOD)
@ApiResponse(
        responseCode = "400",
        description = "What is wrong.",
        content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(ref = SearchTypes.XRPC_ERROR)))
@ApiResponse(
        responseCode = "401",
        description = Problems.DESCRIPTION,
        content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(ref = Types.PROBLEM)))
@ApiResponse(
        responseCode = "429",
        description = "What is wrong.",
        content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(ref = SearchTypes.XRPC_ERROR)))
@ApiResponse(
        responseCode = "500",
        description = Problems.DESCRIPTION,
        content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(ref = Types.PROBLEM)))
@ApiResponse(
        responseCode = "503",
        description = "What is wrong.",
        content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(ref = SearchTypes.XRPC_ERROR)))
@interface XrpcProblems {}
