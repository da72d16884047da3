package dev.skytrove.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skytrove.testing.ProjectPaths;
import dev.skytrove.testing.lake.SampleLake;
import dev.skytrove.testing.lake.SamplePost;
import dev.skytrove.testing.visibility.AccountCase;
import dev.skytrove.testing.visibility.PostCase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The SQL that {@code docs/formats.md} prints for strangers shows the same posts as searches: the same tables of cases. */
final class TestDocumentedHiding {
    private static final Instant NOON = Instant.parse("2026-07-04T12:00:00Z");

    @TempDir
    private Path storage;

    @Test
    void i4SqlShowsWhatSearchesShow() throws IOException, SQLException {
        try (SampleLake lake = SampleLake.in(storage)) {
            for (PostCase one : PostCase.all()) {
                one.events().forEach(event -> event.addTo(lake));
            }
            for (AccountCase one : AccountCase.all()) {
                lake.add(SamplePost.of(one.did(), "a", one.name(), NOON));
                one.rows().forEach(lake::add);
            }
            lake.flush(1);
        }

        List<String> expected = Stream.concat(
                        PostCase.all().stream().flatMap(one -> one.shown().stream()),
                        AccountCase.all().stream().filter(AccountCase::shown).map(AccountCase::name))
                .toList();
        assertThat(shown()).containsExactlyInAnyOrderElementsOf(expected);
    }

    private List<String> shown() throws IOException, SQLException {
        List<String> texts = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(snippet())) {
            while (rows.next()) {
                texts.add(rows.getString("text"));
            }
        }
        return texts;
    }

    private String snippet() throws IOException {
        String page = Files.readString(ProjectPaths.find().root().resolve("docs/formats.md"));
        Matcher block = Pattern.compile("### Posts that may be seen\n.*?```sql\n(.*?)```", Pattern.DOTALL).matcher(page);
        assertThat(block.find()).isTrue();
        return block.group(1).replace("'lake/", "'" + storage + "/lake/");
    }
}
