package dev.skytrove.functions.openapi;

import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Schema;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Describes the parameters that say which posts are found, but for the {@link Range} of time. */
@Retention(RetentionPolicy.SOURCE)
@Target(ElementType.METHOD)
@Parameter(
        name = "text",
        in = ParameterIn.QUERY,
        description =
                "What occurs in the text: words in any order, \"phrases\", OR, -word, parentheses, #tag, @handle, "
                + "from:, to:, mentions:, domain:, lang:, since:, until:.",
        schema = @Schema(ref = Types.SEARCH_TEXT))
@Parameter(
        name = "exact",
        in = ParameterIn.QUERY,
        description = "text is one phrase without operators.",
        schema = @Schema(ref = Types.FLAG))
@Parameter(
        name = "username",
        in = ParameterIn.QUERY,
        description = "Handles, DIDs, or *.example.org for all handles below a domain: one of them.",
        schema = @Schema(ref = Types.TEXTS))
@Parameter(
        name = "not_username",
        in = ParameterIn.QUERY,
        description = "Handles, DIDs, or *.example.org for all handles below a domain: none of them.",
        schema = @Schema(ref = Types.TEXTS))
@Parameter(
        name = "uri",
        in = ParameterIn.QUERY,
        description = "at:// URIs of posts: one of them.",
        schema = @Schema(ref = Types.TEXTS))
@Parameter(
        name = "not_uri",
        in = ParameterIn.QUERY,
        description = "at:// URIs of posts: none of them.",
        schema = @Schema(ref = Types.TEXTS))
@Parameter(
        name = "lang",
        in = ParameterIn.QUERY,
        description = "Languages that the post claims; en is also en-GB: one of them.",
        schema = @Schema(ref = Types.TEXTS))
@Parameter(
        name = "not_lang",
        in = ParameterIn.QUERY,
        description = "Languages that the post claims; en is also en-GB: none of them.",
        schema = @Schema(ref = Types.TEXTS))
@Parameter(
        name = "hashtag",
        in = ParameterIn.QUERY,
        description = "Hashtags, with or without #, in any case: one of them.",
        schema = @Schema(ref = Types.TEXTS))
@Parameter(
        name = "not_hashtag",
        in = ParameterIn.QUERY,
        description = "Hashtags, with or without #, in any case: none of them.",
        schema = @Schema(ref = Types.TEXTS))
@Parameter(
        name = "mention",
        in = ParameterIn.QUERY,
        description = "Accounts mentioned: DIDs or handles: one of them.",
        schema = @Schema(ref = Types.TEXTS))
@Parameter(
        name = "not_mention",
        in = ParameterIn.QUERY,
        description = "Accounts mentioned: DIDs or handles: none of them.",
        schema = @Schema(ref = Types.TEXTS))
@Parameter(
        name = "domain",
        in = ParameterIn.QUERY,
        description = "Hosts of links, and all below them: one of them.",
        schema = @Schema(ref = Types.TEXTS))
@Parameter(
        name = "not_domain",
        in = ParameterIn.QUERY,
        description = "Hosts of links, and all below them: none of them.",
        schema = @Schema(ref = Types.TEXTS))
@Parameter(
        name = "url",
        in = ParameterIn.QUERY,
        description = "Links: one of them.",
        schema = @Schema(ref = Types.TEXTS))
@Parameter(
        name = "not_url",
        in = ParameterIn.QUERY,
        description = "Links: none of them.",
        schema = @Schema(ref = Types.TEXTS))
@Parameter(
        name = "has",
        in = ParameterIn.QUERY,
        description = "What the post has: image, video, link, quote, reply or alt.",
        schema = @Schema(ref = Types.POST_PARTS))
@Parameter(
        name = "not_has",
        in = ParameterIn.QUERY,
        description = "What the post has: image, video, link, quote, reply or alt: none of them.",
        schema = @Schema(ref = Types.POST_PARTS))
@Parameter(
        name = "reply_to",
        in = ParameterIn.QUERY,
        description = "at:// URIs of the posts answered: one of them.",
        schema = @Schema(ref = Types.TEXTS))
@Parameter(
        name = "not_reply_to",
        in = ParameterIn.QUERY,
        description = "at:// URIs of the posts answered: none of them.",
        schema = @Schema(ref = Types.TEXTS))
@Parameter(
        name = "thread",
        in = ParameterIn.QUERY,
        description = "at:// URIs of threads' first posts, which are in them: one of them.",
        schema = @Schema(ref = Types.TEXTS))
@Parameter(
        name = "not_thread",
        in = ParameterIn.QUERY,
        description = "at:// URIs of threads' first posts, which are in them: none of them.",
        schema = @Schema(ref = Types.TEXTS))
@Parameter(
        name = "quotes",
        in = ParameterIn.QUERY,
        description = "at:// URIs of the posts quoted: one of them.",
        schema = @Schema(ref = Types.TEXTS))
@Parameter(
        name = "not_quotes",
        in = ParameterIn.QUERY,
        description = "at:// URIs of the posts quoted: none of them.",
        schema = @Schema(ref = Types.TEXTS))
@Parameter(
        name = "label",
        in = ParameterIn.QUERY,
        description = "Labels that the author gave the post: one of them.",
        schema = @Schema(ref = Types.TEXTS))
@Parameter(
        name = "not_label",
        in = ParameterIn.QUERY,
        description = "Labels that the author gave the post: none of them.",
        schema = @Schema(ref = Types.TEXTS))
@Parameter(
        name = "min_images",
        in = ParameterIn.QUERY,
        description = "The post has at least so many images.",
        schema = @Schema(ref = Types.WHOLE_NUMBER))
@Parameter(
        name = "max_hashtags",
        in = ParameterIn.QUERY,
        description = "The post has at most so many hashtags.",
        schema = @Schema(ref = Types.WHOLE_NUMBER))
@Parameter(
        name = "regex",
        in = ParameterIn.QUERY,
        description =
                "Regular expressions of RE2, up to five, one by one: a post has a text, as written, in which one "
                + "of them matches somewhere. Only for a range of at most SKYTROVE_REGEX_RANGE.",
        schema = @Schema(ref = Types.TEXTS))
@Parameter(
        name = "not_regex",
        in = ParameterIn.QUERY,
        description =
                "Regular expressions of RE2: a post has no text in which one of them matches. Only for a range of "
                + "at most SKYTROVE_REGEX_RANGE.",
        schema = @Schema(ref = Types.TEXTS))
@Parameter(
        name = "sample",
        in = ParameterIn.QUERY,
        description = "A share above 0 and up to 1: the same posts every time.",
        schema = @Schema(ref = Types.SAMPLE_SHARE))
@Parameter(
        name = "snapshot",
        in = ParameterIn.QUERY,
        description = "The time of a snapshot, such as 20260710T070000Z: only the files that it names are searched.",
        schema = @Schema(ref = Types.TEXT))
@Parameter(
        name = "detected_lang",
        in = ParameterIn.QUERY,
        description =
                "Codes of languages: what features detected_lang_ and the code say is one of them, with at least "
                + "0.5.",
        schema = @Schema(ref = Types.TEXTS))
@Parameter(
        name = "not_detected_lang",
        in = ParameterIn.QUERY,
        description = "None of these.",
        schema = @Schema(ref = Types.TEXTS))
@Parameter(
        name = "feature_filters",
        in = ParameterIn.QUERY,
        description =
                "Comparisons of imported features, separated by commas, all of which are met: a>=0.8, a<1, a=2, "
                + "a=0.2..0.4, a is null, a is not null.",
        schema = @Schema(ref = Types.TEXT))
@Parameter(
        name = "min_likes",
        in = ParameterIn.QUERY,
        description = "The feature like_count is at least so much; 400 where the lake has no such feature.",
        schema = @Schema(ref = Types.WHOLE_NUMBER))
@Parameter(
        name = "min_reposts",
        in = ParameterIn.QUERY,
        description = "The same of repost_count.",
        schema = @Schema(ref = Types.WHOLE_NUMBER))
@Parameter(
        name = "min_replies",
        in = ParameterIn.QUERY,
        description = "The same of reply_count.",
        schema = @Schema(ref = Types.WHOLE_NUMBER))
@Parameter(
        name = "incomplete",
        in = ParameterIn.QUERY,
        description = "What to do if files of posts cannot be read: answer without them, or answer 503.",
        schema = @Schema(ref = Types.INCOMPLETE))
public @interface Filters {}
