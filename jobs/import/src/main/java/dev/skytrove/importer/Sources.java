package dev.skytrove.importer;

import dev.skytrove.runtime.JobFailedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds what the arguments name. */
final class Sources {
    private static final Pattern URL = Pattern.compile("(?i)https?://.*");
    private static final Pattern READABLE = Pattern.compile("(?is).*\\.(jsonl|ndjson|json|gz|zst|parquet)");

    private final ImportConfig config;

    Sources(ImportConfig config) {
        this.config = config;
    }

    /**
     * The sources, in the order of the arguments; the files of a directory and of those in it by name.
     *
     * @throws JobFailedException if one is not there, or has nothing to import
     */
    List<Source> find(List<String> arguments) {
        if (arguments.contains("")) {
            // As a path it would be the working directory.
            throw new JobFailedException("an argument is empty: it names no file", null);
        }
        List<Source> sources = new ArrayList<>();
        for (String argument : arguments) {
            if (URL.matcher(argument).matches()) {
                sources.add(url(argument));
            } else {
                sources.addAll(files(Path.of(argument)));
            }
        }
        return sources;
    }

    private UrlSource url(String argument) {
        try {
            return new UrlSource(new URI(argument), config.urlSize(), config.urlTimeout());
        } catch (URISyntaxException e) {
            throw new JobFailedException("no URL: " + e.getMessage(), e);
        }
    }

    private static List<Source> files(Path path) {
        if (!Files.exists(path)) {
            throw new JobFailedException("there is no file '" + path + "'", null);
        }
        try (Stream<Path> below = Files.walk(start(path))) {
            List<Source> files = new ArrayList<>();
            for (Path file : below.filter(Files::isRegularFile).sorted().toList()) {
                if (Files.isSameFile(file, path) || READABLE.matcher(file.getFileName().toString()).matches()) {
                    files.add(FileSource.of(file));
                }
            }
            if (files.isEmpty()) {
                throw new JobFailedException(
                        "nothing to import: no .jsonl, .ndjson, .json, .gz, .zst or .parquet in '" + path + "'", null);
            }
            return files;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    // An argument may be a link to a directory; links to others in it are not followed.
    private static Path start(Path path) throws IOException {
        return Files.isSymbolicLink(path) ? path.toRealPath() : path;
    }
}
