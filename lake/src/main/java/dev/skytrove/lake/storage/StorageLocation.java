package dev.skytrove.lake.storage;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where a store keeps its objects, as {@code SKYTROVE_STORAGE} names it. {@code toString} is that text again. */
public sealed interface StorageLocation {
    /** What is accepted of a directory, for messages. */
    String FILE_FORM = "file:///path";

    /** What is accepted of a bucket, for messages. */
    String S3_FORM = "s3://bucket/prefix";

    /**
     * A directory of this machine.
     *
     * @param directory absolute and normalised; it need not exist
     */
    record FileLocation(Path directory) implements StorageLocation {
        @Override
        public String toString() {
            return "file://" + directory;
        }
    }

    /**
     * A part of a bucket.
     *
     * @param bucket its name
     * @param prefix what all keys begin with: empty, or ending in a slash
     */
    record S3Location(String bucket, String prefix) implements StorageLocation {
        @Override
        public String toString() {
            return ("s3://" + bucket + "/" + prefix).replaceFirst("/$", "");
        }
    }

    /**
     * Reads {@code file:///path}, {@code file:/path}, {@code s3://bucket} or {@code s3://bucket/prefix}. A file path
     * may be percent-encoded as URLs are; slashes at the end do not matter.
     *
     * @throws IllegalArgumentException if it is none of them; the message tells why and repeats no credentials
     */
    static StorageLocation parse(String text) {
        if (text.startsWith("file:")) {
            return parseFile(text);
        }
        if (text.startsWith("s3://")) {
            return parseS3(text);
        }
        String scheme = text.replaceFirst("(?s)://.*", "://…");
        throw new IllegalArgumentException("storage is '" + scheme + "', not " + FILE_FORM + " or " + S3_FORM);
    }

    private static FileLocation parseFile(String text) {
        String path = text.substring("file:".length());
        if (path.startsWith("//") && !path.startsWith("///")) {
            throw new IllegalArgumentException("storage '" + text + "' names a host; a path is " + FILE_FORM);
        }
        if (!path.startsWith("/")) {
            throw new IllegalArgumentException("storage '" + text + "' is not absolute; a path is " + FILE_FORM);
        }
        try {
            return new FileLocation(Path.of(decoded(text, path)).normalize());
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("storage '" + text + "' is not a path of this machine", e);
        }
    }

    // Both the URL of a path and "file://" before a path are common; only one of them has an escaped space.
    private static String decoded(String text, String path) {
        try {
            String decoded = new URI(text).getPath();
            return path.contains("?") || path.contains("#") ? path.replaceFirst("^/+", "/") : decoded;
        } catch (URISyntaxException e) {
            return path.replaceFirst("^/+", "/");
        }
    }

    private static S3Location parseS3(String text) {
        Matcher matcher = Pattern.compile("s3://([^/]*)/*(.*?)/*", Pattern.DOTALL).matcher(text);
        if (!matcher.matches() || matcher.group(1).contains("@")) {
            throw new IllegalArgumentException("storage has credentials in it; they belong into "
                    + "AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, and storage is " + S3_FORM);
        }
        if (!matcher.group(1).matches("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]")) {
            throw new IllegalArgumentException("storage '" + text + "' has no valid bucket name; it is " + S3_FORM);
        }
        String prefix = matcher.group(2);
        if (!prefix.isEmpty() && !ObjectNames.isValid(prefix)) {
            throw new IllegalArgumentException("storage '" + text + "' has an empty part, '.' or '..' in its prefix");
        }
        return new S3Location(matcher.group(1), prefix.isEmpty() ? "" : prefix + "/");
    }
}
