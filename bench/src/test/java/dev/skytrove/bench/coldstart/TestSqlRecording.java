package dev.skytrove.bench.coldstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;
import org.duckdb.DuckDBDriver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What contenders run by themselves is what the function runs. */
final class TestSqlRecording {
    private static final int POSTS = 5000;

    @TempDir
    private Path directory;

    @Test
    void statementsFindThePostsOfTheDay() throws Exception {
        Path events = Files.writeString(
                directory.resolve("events.jsonl"),
                """
                {"commit":{"operation":"create","collection":"app.bsky.feed.post","record":{"text":"it \\"rains\\"\\n雨"}}}
                {"commit":{"operation":"create","collection":"app.bsky.feed.post","record":{"text":"no Government"}}}
                {"commit":{"operation":"create","collection":"app.bsky.feed.post","record":{"text":"half \\ud83d"}}}
                {"commit":{"operation":"create","collection":"app.bsky.feed.like","record":{"text":"not a post"}}}
                {"kind":"identity"}
                """);
        new DayOfPosts(directory.resolve("day"), POSTS, 1).make(_ -> events);

        List<String> statements =
                SqlRecording.of(directory.resolve("day"), directory.resolve("scratch"), DayOfPosts.COMMON);

        int found = 0;
        try (Connection connection = new DuckDBDriver().connect("jdbc:duckdb:", new Properties());
                Statement statement = connection.createStatement()) {
            for (String sql : statements.subList(0, statements.size() - 1)) {
                statement.execute(sql);
            }
            try (ResultSet posts = statement.executeQuery(statements.getLast())) {
                while (posts.next()) {
                    assertThat(posts.getString("text")).startsWith("it \"rains\"\n雨 " + DayOfPosts.COMMON);
                    found++;
                }
            }
        }
        // A deletion hides one in 25.
        assertThat(found).isBetween(8, POSTS / 500);
    }
}
