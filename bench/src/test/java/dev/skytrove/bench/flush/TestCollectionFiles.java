package dev.skytrove.bench.flush;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TestCollectionFiles {
    @TempDir
    private Path directory;

    @Test
    void everyLineIsInTheFileOfItsCollection() throws Exception {
        String like = "{\"did\":\"did:plc:a\",\"commit\":{\"collection\":\"app.bsky.feed.like\",\"rkey\":\"1\"}}";
        String post = "{\"commit\":{\"record\":{\"collection\":\"app.bsky.feed.like\"},\"collection\":\"app.bsky.feed.post\"}}";
        String identity = "{\"kind\":\"identity\",\"collection\":\"app.bsky.feed.post\"}";
        String odd = "{\"commit\":{\"collection\":\"../../etc\"}}";
        Path events = Files.write(directory.resolve("events.jsonl"), List.of(like, post, identity, odd, like));

        Map<String, List<String>> lines = new TreeMap<>();
        for (Path file : CollectionFiles.split(events, directory.resolve("split"))) {
            lines.put(file.getFileName().toString(), Files.readAllLines(file));
        }

        assertThat(lines)
                .isEqualTo(Map.of(
                        "app.bsky.feed.like.jsonl", List.of(like, like),
                        "app.bsky.feed.post.jsonl", List.of(post),
                        "none.jsonl", List.of(identity, odd)));
    }
}
