package dev.skytrove.feeds;

import dev.skytrove.lake.DataSize;
import dev.skytrove.query.files.CacheLocation;
import dev.skytrove.query.files.CacheSettings;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.nio.file.Path;
import java.util.Map;

/**
 * Where copies of the lake's files are kept for the next run: {@code SKYTROVE_CACHE_…}, as the functions have it.
 *
 * @param dir where the copies are; empty for where {@link CacheLocation} says
 * @param size how large they may become together
 */
@ConfigurationProperties("skytrove.cache")
record FeedCacheConfig(@Bindable(defaultValue = "") String dir, @Bindable(defaultValue = CacheSettings.USUAL_SIZE) DataSize size) {
    /** @param environment the process' variables, which say where caches are */
    Path directory(Map<String, String> environment) {
        Path home = Path.of(System.getProperty("user.home"));
        Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
        return dir.isBlank() ? CacheLocation.of(environment, home, temporary) : Path.of(dir);
    }
}
