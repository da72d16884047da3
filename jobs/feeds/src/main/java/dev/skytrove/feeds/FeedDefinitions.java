package dev.skytrove.feeds;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/** Reads the feeds of a YAML file: names, and what each is; {@code docs/operations.md} describes it. */
final class FeedDefinitions {
    private static final String SHIPPED = "feeds.yml";
    private static final int LARGEST = 1 << 20;
    private static final int DEEPEST = 5;

    private FeedDefinitions() {}

    /**
     * The feeds that ship, and those of a file. One of the same name replaces, and {@code false} in its place removes.
     *
     * @param file empty for none
     * @throws IllegalArgumentException if it is not as described; the message names the place
     */
    static List<Feed> load(String file) {
        Map<String, Feed> feeds = new LinkedHashMap<>();
        read(shipped(), "the feeds that ship", feeds);
        if (!file.isEmpty()) {
            read(content(Path.of(file)), "SKYTROVE_FEEDS_FILE, " + file + ",", feeds);
        }
        return List.copyOf(feeds.values());
    }

    private static void read(String yaml, String source, Map<String, Feed> feeds) {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        options.setMaxAliasesForCollections(0);
        options.setNestingDepthLimit(DEEPEST);
        options.setCodePointLimit(LARGEST);
        Object root;
        try {
            root = new Yaml(new SafeConstructor(options)).load(yaml);
        } catch (YAMLException e) {
            throw new IllegalArgumentException(source + " is no YAML: " + e.getMessage(), e);
        }
        if (root == null) {
            return;
        }
        if (!(root instanceof Map<?, ?> entries)) {
            throw new IllegalArgumentException(source + " is no list of feeds with their names");
        }
        entries.forEach((name, value) -> {
            if (Boolean.FALSE.equals(value)) {
                feeds.remove(String.valueOf(name));
            } else {
                Feed feed = new FeedReader(source, String.valueOf(name)).read(value);
                feeds.put(feed.name(), feed);
            }
        });
    }

    private static String shipped() {
        try (InputStream in = FeedDefinitions.class.getResourceAsStream(SHIPPED)) {
            if (in == null) {
                throw new IllegalStateException(SHIPPED + " is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String content(Path file) {
        // A device or pipe tells no size.
        try (InputStream in = Files.newInputStream(file)) {
            byte[] content = in.readNBytes(LARGEST + 1);
            if (content.length > LARGEST) {
                throw new IllegalArgumentException("SKYTROVE_FEEDS_FILE, " + file + ", has more than " + LARGEST + " bytes");
            }
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content)).toString();
        } catch (IOException e) {
            throw new IllegalArgumentException("SKYTROVE_FEEDS_FILE, " + file + ", cannot be read: " + e, e);
        }
    }
}
