package dev.skytrove.query.posts;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The fields of a post in answers, in the order in which they are shown: what is read of a post, and all forms of answers,
 * follow from this list. {@code docs/api.md} and the description of the API tell what they mean; tests hold them to it.
 */
public enum PostField {
    /** Its address in the network. */
    URI(FieldType.TEXT, Nulls.NONE),
    /** The page that shows it to people. */
    URL(FieldType.TEXT, Nulls.NONE, Source.COMPUTED),
    /** Who wrote it. */
    AUTHOR_DID(FieldType.TEXT, Nulls.NONE),
    /** The author's newest handle that the lake knows of. */
    HANDLE(FieldType.TEXT, Nulls.ALLOWED, Source.ACCOUNT),
    /** What it says. */
    TEXT(FieldType.TEXT, Nulls.ALLOWED),
    /** What it claims. */
    CREATED_AT(FieldType.TIME, Nulls.ALLOWED),
    /** When the network saw it. */
    INDEXED_AT(FieldType.TIME, Nulls.NONE),
    /** What it is ordered by. */
    SORT_AT(FieldType.TIME, Nulls.NONE),
    /** The languages that it claims. */
    LANGS(FieldType.TEXTS, Nulls.NONE),
    /** The thread that it is in. */
    REPLY_ROOT_URI(FieldType.TEXT, Nulls.ALLOWED),
    /** The post that it answers. */
    REPLY_PARENT_URI(FieldType.TEXT, Nulls.ALLOWED),
    /** The record that it quotes. */
    QUOTE_URI(FieldType.TEXT, Nulls.ALLOWED),
    /** The type of what is embedded. */
    EMBED_TYPE(FieldType.TEXT, Nulls.ALLOWED),
    /** How many images it has. */
    IMAGE_COUNT(FieldType.NUMBER, Nulls.NONE),
    /** Whether it has a video. */
    HAS_VIDEO(FieldType.FLAG, Nulls.NONE),
    /** Where it links to. */
    LINK_URIS(FieldType.TEXTS, Nulls.NONE),
    /** Without the sign. */
    HASHTAGS(FieldType.TEXTS, Nulls.NONE),
    /** Whom it mentions. */
    MENTION_DIDS(FieldType.TEXTS, Nulls.NONE),
    /** What its author warns of. */
    SELF_LABELS(FieldType.TEXTS, Nulls.NONE),
    /** Whether it was changed. */
    OPERATION(FieldType.TEXT, Nulls.NONE),
    /** The hash of its record. */
    CID(FieldType.TEXT, Nulls.ALLOWED),
    /** The revision of the author's repository. */
    REV(FieldType.TEXT, Nulls.NONE),
    /** The end of its address: read, and not shown. */
    RKEY(FieldType.TEXT, Nulls.NONE, Source.KEY),
    /** What features say of it, by name: only where it is asked for; null where nothing is said. */
    FEATURES(FieldType.NUMBERS, Nulls.ALLOWED, Source.FEATURES);

    private final FieldType type;
    private final Nulls nulls;
    private final Source source;
    private final String label;

    /** Whether a post may have no value. */
    private enum Nulls {
        NONE,
        ALLOWED
    }

    /** Where a value comes from. */
    enum Source {
        /** A column of the lake's posts, of the field's name. */
        POST,
        /** The same, which is not shown. */
        KEY,
        /** What is known of the author. */
        ACCOUNT,
        /** Other fields. */
        COMPUTED,
        /** Features beside the post. */
        FEATURES
    }

    PostField(FieldType type, Nulls nulls) {
        this(type, nulls, Source.POST);
    }

    PostField(FieldType type, Nulls nulls, Source source) {
        this.type = type;
        this.nulls = nulls;
        this.source = source;
        this.label = name().toLowerCase(Locale.ROOT);
    }

    /** Those that answers show unless a request names others. */
    public static List<PostField> shown() {
        return those(field -> field.source != Source.KEY && field.source != Source.FEATURES);
    }

    /** Those that a request may name. */
    public static List<PostField> known() {
        return those(field -> field.source != Source.KEY);
    }

    /** Those that are columns of the lake's posts. */
    public static List<PostField> columns() {
        return those(PostField::isColumn);
    }

    /** SQL of some fields, one after the other. */
    public static String names(List<PostField> fields) {
        return fields.stream().map(PostField::label).collect(Collectors.joining(", "));
    }

    /** SQL that declares columns for some fields. */
    public static String declared(List<PostField> fields) {
        return fields.stream().map(field -> field.label + " " + field.type.sql()).collect(Collectors.joining(", "));
    }

    /** Its name in answers, and of its column. */
    public String label() {
        return label;
    }

    /** What its values are. */
    public FieldType type() {
        return type;
    }

    /** Whether a post may have no value: lists are empty instead. */
    public boolean isNullable() {
        return nulls == Nulls.ALLOWED;
    }

    Source source() {
        return source;
    }

    boolean isColumn() {
        return source == Source.POST || source == Source.KEY;
    }

    private static List<PostField> those(Predicate<PostField> wanted) {
        return Arrays.stream(values()).filter(wanted).toList();
    }
}
