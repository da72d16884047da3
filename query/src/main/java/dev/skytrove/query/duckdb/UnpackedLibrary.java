package dev.skytrove.query.duckdb;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The copy of DuckDB's library, 70 MB, that its driver unpacks for each JVM into the directory for temporary files. The
 * driver has it deleted when the JVM ends by itself, so that each one that a signal ends leaves one behind.
 */
final class UnpackedLibrary {
    private static final Logger log = LoggerFactory.getLogger(UnpackedLibrary.class);
    private static final Path MAPPINGS = Path.of("/proc/self/maps");
    private static final Pattern NAME = Pattern.compile("libduckdb_java\\d+\\.so");

    private UnpackedLibrary() {}

    /**
     * Deletes it once it is loaded: the process keeps what it has mapped. A native binary has none, as its library lies
     * beside it; where the system does not tell what is mapped, nothing is deleted.
     */
    static void delete() {
        if (isNative() || !Files.exists(MAPPINGS)) {
            return;
        }
        try {
            Path directory = Path.of(System.getProperty("java.io.tmpdir")).toRealPath();
            for (String mapping : Files.readAllLines(MAPPINGS, StandardCharsets.ISO_8859_1)) {
                String name = mapping.substring(mapping.lastIndexOf('/') + 1);
                // First: not every name that is mapped can be a path in every locale.
                if (NAME.matcher(name).matches() && isMapped(directory.resolve(name), mapping)) {
                    Files.deleteIfExists(directory.resolve(name));
                }
            }
        } catch (IOException e) {
            log.debug("the unpacked library stays until the process ends", e);
        }
    }

    // A link, or a file elsewhere, is none of the driver's, whatever its name.
    private static boolean isMapped(Path file, String mapping) {
        return mapping.endsWith(" " + file) && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
    }

    private static boolean isNative() {
        return System.getProperty("org.graalvm.nativeimage.imagecode") != null;
    }
}
