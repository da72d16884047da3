package dev.skytrove.export;

import dev.skytrove.functions.openapi.Types;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.MediaType;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Describes what an export answers. */
@Retention(RetentionPolicy.SOURCE)
@Target(ElementType.METHOD)
@ApiResponse(
        responseCode = "200",
        description = "Posts, from the first to the last. A body that ends early cuts the connection.",
        // JSON comes first: what follows replaces it, where a type has another schema.
        content = {
            @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(ref = ExportTypes.EXPORT_DESCRIPTION)),
            @Content(mediaType = MediaType.TEXT_CSV, schema = @Schema(ref = Types.TEXT)),
            @Content(mediaType = Format.NDJSON, schema = @Schema(ref = Types.TEXT)),
            @Content(mediaType = Format.APACHE_PARQUET, schema = @Schema(ref = ExportTypes.FILE)),
            @Content(mediaType = Format.ARROW_STREAM, schema = @Schema(ref = ExportTypes.FILE))
        },
        headers = {
            @Header(
                    name = ExportController.NEXT_CURSOR,
                    description = "The cursor of the next part; absent if this is the last.",
                    schema = @Schema(ref = Types.TEXT)),
            @Header(
                    name = ExportController.TOTAL,
                    description = "With count=true, how many posts are found in all.",
                    schema = @Schema(ref = ExportTypes.COUNT)),
            @Header(
                    name = ExportController.COMPLETE,
                    description = "false if files of posts could not be read.",
                    schema = @Schema(ref = ExportTypes.TRUE_OR_FALSE)),
            @Header(
                    name = ExportController.UNREADABLE_FILES,
                    description = "The first ten of them; absent if there are none.",
                    schema = @Schema(ref = Types.TEXT)),
            @Header(
                    name = ExportController.REMOVED,
                    description =
                            "Of a snapshot, how many posts were left out because they have been taken back since.",
                    schema = @Schema(ref = ExportTypes.COUNT)),
            @Header(
                    name = HttpHeaders.LINK,
                    description = "The request of the next part.",
                    schema = @Schema(ref = Types.TEXT))
        })
@interface ExportAnswers {}
