package dev.skytrove.search;

import dev.skytrove.functions.openapi.Types;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Schema;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Describes the parameters of {@code app.bsky.feed.searchPostsV2}; {@link SearchPostsV2Parameters} reads them. */
@Retention(RetentionPolicy.SOURCE)
@Target(ElementType.METHOD)
@Parameter(
        name = "query",
        in = ParameterIn.QUERY,
        description = "The operators of text, or * for any. It or a filter is needed.",
        schema = @Schema(ref = Types.TEXT))
@Parameter(
        name = "limit",
        in = ParameterIn.QUERY,
        description = "How many posts at most.",
        schema = @Schema(ref = SearchTypes.LEXICON_LIMIT))
@Parameter(
        name = "cursor",
        in = ParameterIn.QUERY,
        description = "What continues.",
        schema = @Schema(ref = Types.TEXT))
@Parameter(
        name = "sort",
        in = ParameterIn.QUERY,
        description = "top lists the newest first, too.",
        schema = @Schema(ref = SearchTypes.LEXICON_ORDER_V2))
@Parameter(
        name = "since",
        in = ParameterIn.QUERY,
        description = "Not before.",
        schema = @Schema(ref = Types.TEXT))
@Parameter(
        name = "until",
        in = ParameterIn.QUERY,
        description = "Before; a date is its first instant.",
        schema = @Schema(ref = Types.TEXT))
@Parameter(
        name = "allTime",
        in = ParameterIn.QUERY,
        description = "All of the lake is searched in any case.",
        schema = @Schema(ref = SearchTypes.SWITCH))
@Parameter(
        name = "authors",
        in = ParameterIn.QUERY,
        description = "Posts that are by one of these accounts.",
        schema = @Schema(ref = Types.TEXTS))
@Parameter(
        name = "excludeAuthors",
        in = ParameterIn.QUERY,
        description = "The opposite.",
        schema = @Schema(ref = Types.TEXTS))
@Parameter(
        name = "mentions",
        in = ParameterIn.QUERY,
        description = "Posts that mention one of these accounts.",
        schema = @Schema(ref = Types.TEXTS))
@Parameter(
        name = "excludeMentions",
        in = ParameterIn.QUERY,
        description = "The opposite.",
        schema = @Schema(ref = Types.TEXTS))
@Parameter(
        name = "domains",
        in = ParameterIn.QUERY,
        description = "Posts that link to one of these hosts.",
        schema = @Schema(ref = Types.TEXTS))
@Parameter(
        name = "excludeDomains",
        in = ParameterIn.QUERY,
        description = "The opposite.",
        schema = @Schema(ref = Types.TEXTS))
@Parameter(
        name = "urls",
        in = ParameterIn.QUERY,
        description = "Posts that have one of these links.",
        schema = @Schema(ref = Types.TEXTS))
@Parameter(
        name = "excludeUrls",
        in = ParameterIn.QUERY,
        description = "The opposite.",
        schema = @Schema(ref = Types.TEXTS))
@Parameter(
        name = "embeddedAtUris",
        in = ParameterIn.QUERY,
        description = "Posts that quote one of these.",
        schema = @Schema(ref = Types.TEXTS))
@Parameter(
        name = "excludeEmbeddedAtUris",
        in = ParameterIn.QUERY,
        description = "The opposite.",
        schema = @Schema(ref = Types.TEXTS))
@Parameter(
        name = "hashtags",
        in = ParameterIn.QUERY,
        description = "Posts that have one of these hashtags.",
        schema = @Schema(ref = Types.TEXTS))
@Parameter(
        name = "excludeHashtags",
        in = ParameterIn.QUERY,
        description = "The opposite.",
        schema = @Schema(ref = Types.TEXTS))
@Parameter(
        name = "languages",
        in = ParameterIn.QUERY,
        description = "Posts that claim one of these languages.",
        schema = @Schema(ref = Types.TEXTS))
@Parameter(
        name = "excludeLanguages",
        in = ParameterIn.QUERY,
        description = "The opposite.",
        schema = @Schema(ref = Types.TEXTS))
@Parameter(
        name = "hasMedia",
        in = ParameterIn.QUERY,
        description = "Posts with an image or a video.",
        schema = @Schema(ref = SearchTypes.SWITCH))
@Parameter(
        name = "hasVideo",
        in = ParameterIn.QUERY,
        description = "Posts with a video.",
        schema = @Schema(ref = SearchTypes.SWITCH))
@Parameter(
        name = "repliesOnly",
        in = ParameterIn.QUERY,
        description = "Only replies.",
        schema = @Schema(ref = SearchTypes.SWITCH))
@Parameter(
        name = "excludeReplies",
        in = ParameterIn.QUERY,
        description = "No replies.",
        schema = @Schema(ref = SearchTypes.SWITCH))
@Parameter(
        name = "replyParentUri",
        in = ParameterIn.QUERY,
        description = "Answers to this post.",
        schema = @Schema(ref = Types.TEXT))
@Parameter(
        name = "threadRootUri",
        in = ParameterIn.QUERY,
        description = "Posts of this thread.",
        schema = @Schema(ref = Types.TEXT))
@Parameter(
        name = "following",
        in = ParameterIn.QUERY,
        description = "Nobody is logged in here: false.",
        schema = @Schema(ref = SearchTypes.SWITCH))
@Parameter(
        name = "queryLanguage",
        in = ParameterIn.QUERY,
        description = "Changes nothing: all scripts are compared in one way.",
        schema = @Schema(ref = Types.TEXT))
@interface LexiconV2Parameters {}
