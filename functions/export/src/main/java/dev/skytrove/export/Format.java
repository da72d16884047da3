package dev.skytrove.export;

import dev.skytrove.functions.PostFields;
import dev.skytrove.functions.PostJson;
import dev.skytrove.query.criteria.InvalidParameterException;
import dev.skytrove.query.criteria.Quoted;
import dev.skytrove.runtime.http.ProblemException;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/** How the posts of an export are written. */
enum Format {
    /** One record each, after RFC 4180. */
    CSV("text/csv; charset=utf-8; header=present", "csv"),
    /** One JSON object a line. */
    JSON_LINES(Format.NDJSON, "jsonl"),
    /** A Parquet file with the columns' types. */
    PARQUET(Format.APACHE_PARQUET, "parquet"),
    /** A stream of Arrow IPC with the columns' types. */
    ARROW(Format.ARROW_STREAM, "arrows");

    /** The media type of JSON Lines. */
    static final String NDJSON = "application/x-ndjson";

    /** The media type of Parquet. */
    static final String APACHE_PARQUET = "application/vnd.apache.parquet";

    /** The media type of a stream of Arrow IPC. */
    static final String ARROW_STREAM = "application/vnd.apache.arrow.stream";

    private static final String ACCEPTS = "csv, jsonl, parquet or arrow";

    /** The parameter that names one. */
    static final String PARAMETER = "format";

    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private final String mediaType;
    private final String extension;

    Format(String mediaType, String extension) {
        this.mediaType = mediaType;
        this.extension = extension;
    }

    /**
     * What a request asks for: by its parameter, else by what it accepts, else CSV.
     *
     * @param values of the parameter
     * @param accepted the media types that it accepts, the best first
     * @throws InvalidParameterException if there is no such format, or more than one is named
     */
    static Format of(List<String> values, Collection<MediaType> accepted) {
        if (values.size() > 1) {
            throw new InvalidParameterException(PARAMETER, "format is given " + values.size() + " times", "one value");
        }
        String value = values.isEmpty() ? "" : values.getFirst();
        return switch (value) {
            case "csv" -> CSV;
            case "jsonl" -> JSON_LINES;
            case "parquet" -> PARQUET;
            case "" -> accepted(accepted);
            case "arrow" -> ARROW;
            default ->
                throw new InvalidParameterException(
                        PARAMETER, "format is '" + Quoted.of(value) + "'", ACCEPTS);
        };
    }

    private static Format accepted(Collection<MediaType> accepted) {
        if (accepted.isEmpty() || accepted.stream().anyMatch(Format::isCsv)) {
            return CSV;
        }
        return Stream.of(JSON_LINES, PARQUET, ARROW)
                .filter(format -> accepted.stream().anyMatch(format::is))
                .findFirst()
                .orElseThrow(() -> new ProblemException(
                        HttpStatus.NOT_ACCEPTABLE,
                        "the answer is text/csv, " + NDJSON + ", " + APACHE_PARQUET + " or " + ARROW_STREAM
                                + ", which Accept rules out; leave Accept away, or take one of these types"));
    }

    /** What the answer says it is. */
    MediaType mediaType() {
        return MediaType.of(mediaType);
    }

    /** What the file is called. */
    String fileName() {
        return "skytrove-export." + extension;
    }

    /** Whether it is written as a whole before it is sent. */
    boolean isFile() {
        return this == PARQUET;
    }

    /**
     * Makes the bytes of an export.
     *
     * @param mark whether a text begins with a byte order mark, by which Excel knows UTF-8
     * @throws IllegalStateException of a format that is written as a whole
     */
    PostEncoder encoder(PostFields fields, boolean mark) {
        String before = mark ? BYTE_ORDER_MARK : "";
        return switch (this) {
            case CSV -> new TextEncoder(
                    before + PostCsv.header(fields), (target, post) -> PostCsv.append(target, fields, post));
            case JSON_LINES -> new TextEncoder(before, (target, post) -> {
                PostJson.append(target, fields, post);
                target.append('\n');
            });
            case ARROW -> new ArrowEncoder(fields);
            case PARQUET -> throw new IllegalStateException("Parquet is written as a whole");
        };
    }

    private boolean is(MediaType type) {
        return type.getName().equals(mediaType);
    }

    private static boolean isCsv(MediaType type) {
        return type.getName().equals(MediaType.TEXT_CSV) || type.getType().equals("*") || type.getName().equals("text/*");
    }
}
