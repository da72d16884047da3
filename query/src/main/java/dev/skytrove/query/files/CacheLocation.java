package dev.skytrove.query.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Where a cache is when nobody configured a directory for it: in one of the process' user. */
public final class CacheLocation {
    private CacheLocation() {}

    /**
     * The directory that systemd made for the service; else the user's own directory for caches, after the XDG Base
     * Directory Specification; else, for a user without a home, one in the directory for temporary files.
     *
     * @param environment the process' variables
     * @param home the user's home, which need not exist
     * @param temporary the directory for temporary files
     */
    public static Path of(Map<String, String> environment, Path home, Path temporary) {
        // Of several directories, which colons separate, the first.
        String systemd = List.of(environment.getOrDefault("CACHE_DIRECTORY", "").split(":", 2)).getFirst();
        if (!systemd.isBlank()) {
            return Path.of(systemd);
        }
        String caches = environment.getOrDefault("XDG_CACHE_HOME", "");
        if (caches.startsWith("/")) {
            return Path.of(caches, "skytrove");
        }
        boolean homeless = home.getNameCount() == 0 || !Files.isDirectory(home) || !Files.isWritable(home);
        return homeless ? temporary.resolve("skytrove-cache-" + user()) : home.resolve(".cache/skytrove");
    }

    private static int user() {
        try {
            return ProcessUser.id();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
