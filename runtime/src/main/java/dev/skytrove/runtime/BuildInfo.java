package dev.skytrove.runtime;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/**
 * What this build is. Written by Maven into a resource, which a native binary carries too (it has no manifest).
 *
 * @param version the release, for example {@code 0.1.0}
 * @param commit the commit that it was built from, or {@code unknown}
 */
public record BuildInfo(String version, String commit) {
    /** What the resource says. */
    public static BuildInfo load() {
        Properties properties = new Properties();
        try (InputStream resource = BuildInfo.class.getResourceAsStream("build.properties")) {
            properties.load(resource);
        } catch (IOException e) {
            throw new UncheckedIOException("build.properties cannot be read", e);
        }
        return new BuildInfo(properties.getProperty("version"), properties.getProperty("commit"));
    }

    /** For example {@code 0.1.0 (commit 1a2b3c4, Java 25.0.3, native)}. */
    @Override
    public String toString() {
        String kind = NativeBinary.isRunning() ? ", native" : "";
        return version + " (commit " + commit + ", Java " + System.getProperty("java.version") + kind + ")";
    }
}
