package dev.skytrove.search;

import dev.skytrove.functions.openapi.Types;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Schema;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Describes the parameters of {@code app.bsky.feed.searchPosts}; {@link SearchPostsParameters} reads them. */
@Retention(RetentionPolicy.SOURCE)
@Target(ElementType.METHOD)
@Parameter(
        name = "q",
        in = ParameterIn.QUERY,
        required = true,
        description = "The query, with the same operators as text; * for any text.",
        schema = @Schema(ref = Types.TEXT))
@Parameter(
        name = "sort",
        in = ParameterIn.QUERY,
        description = "Both list the newest first.",
        schema = @Schema(ref = SearchTypes.LEXICON_ORDER))
@Parameter(
        name = "since",
        in = ParameterIn.QUERY,
        description = "The first instant that is in.",
        schema = @Schema(ref = Types.TEXT))
@Parameter(
        name = "until",
        in = ParameterIn.QUERY,
        description = "The first instant that is out.",
        schema = @Schema(ref = Types.TEXT))
@Parameter(
        name = "mentions",
        in = ParameterIn.QUERY,
        description = "An account mentioned: DID or handle.",
        schema = @Schema(ref = Types.TEXT))
@Parameter(
        name = "author",
        in = ParameterIn.QUERY,
        description = "Whose posts: DID or handle.",
        schema = @Schema(ref = Types.TEXT))
@Parameter(
        name = "lang",
        in = ParameterIn.QUERY,
        description = "A language.",
        schema = @Schema(ref = Types.TEXT))
@Parameter(
        name = "domain",
        in = ParameterIn.QUERY,
        description = "A host of links.",
        schema = @Schema(ref = Types.TEXT))
@Parameter(
        name = "url",
        in = ParameterIn.QUERY,
        description = "A link.",
        schema = @Schema(ref = Types.TEXT))
@Parameter(
        name = "tag",
        in = ParameterIn.QUERY,
        description = "Hashtags that are all there.",
        schema = @Schema(ref = Types.TEXTS))
@Parameter(
        name = "limit",
        in = ParameterIn.QUERY,
        description = "How many posts at most.",
        schema = @Schema(ref = SearchTypes.LEXICON_LIMIT))
@Parameter(
        name = "cursor",
        in = ParameterIn.QUERY,
        description = "The cursor of an earlier answer to the same request.",
        schema = @Schema(ref = Types.TEXT))
@interface LexiconParameters {}
