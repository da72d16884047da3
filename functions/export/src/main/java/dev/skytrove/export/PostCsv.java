package dev.skytrove.export;

import dev.skytrove.functions.CsvCell;
import dev.skytrove.functions.PostFields;
import dev.skytrove.functions.Times;
import dev.skytrove.query.posts.PostResult;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/** The records of an export. */
final class PostCsv {
    private PostCsv() {}

    /** The first record: the columns' names. */
    static String header(PostFields fields) {
        return fields.list().stream()
                .map(PostFields.Field::name)
                .collect(Collectors.joining(",", "", CsvCell.END_OF_RECORD));
    }

    /** Appends a post's record, line break included. */
    static void append(StringBuilder target, PostFields fields, PostResult post) {
        String separator = "";
        for (PostFields.Field field : fields.list()) {
            target.append(separator);
            CsvCell.append(target, text(field.value().apply(post)));
            separator = ",";
        }
        target.append(CsvCell.END_OF_RECORD);
    }

    private static String text(Object value) {
        return switch (value) {
            case null -> "";
            case Instant time -> Times.format(time);
            case List<?> list -> list.stream().map(String::valueOf).collect(Collectors.joining("|"));
            default -> value.toString();
        };
    }
}
