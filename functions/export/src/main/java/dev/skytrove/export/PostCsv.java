package dev.skytrove.export;

import dev.skytrove.functions.CsvRecord;
import dev.skytrove.functions.PostFields;
import dev.skytrove.functions.PostJson;
import dev.skytrove.functions.Times;
import dev.skytrove.query.posts.PostField;
import dev.skytrove.query.posts.PostResult;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.Collectors;

/** The records of an export. */
final class PostCsv {
    private PostCsv() {}

    /** The first record: the columns' names. */
    static String header(PostFields fields) {
        StringBuilder header = new StringBuilder();
        CsvRecord.append(header, fields.list().stream().map(PostField::label).toList());
        return header.toString();
    }

    /** Appends a post's record, line break included. */
    static void append(StringBuilder target, PostFields fields, PostResult post) {
        CsvRecord.append(
                target,
                fields.list().stream().map(field -> text(post.value(field))).toList());
    }

    private static String text(Object value) {
        return switch (value) {
            case null -> "";
            case Instant time -> Times.format(time);
            case List<?> list -> list.stream().map(String::valueOf).collect(Collectors.joining("|"));
            case SortedMap<?, ?> features -> {
                StringBuilder json = new StringBuilder();
                PostJson.appendNumbers(json, features);
                yield json.toString();
            }
            default -> value.toString();
        };
    }
}
