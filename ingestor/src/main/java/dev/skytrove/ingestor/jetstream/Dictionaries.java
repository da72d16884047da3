package dev.skytrove.ingestor.jetstream;

import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The dictionaries with which servers compress: for the first wire the configured one, for the second what the server
 * itself hands out. Whatever is wrong with a dictionary, the server is asked for plain text instead, and the log says so
 * once. Safe for use by several threads, of which one may wait while another loads.
 */
final class Dictionaries {
    private static final Logger LOG = LoggerFactory.getLogger(Dictionaries.class);

    private final boolean wanted;
    private final String configured;
    private final Download download;
    private final Map<String, ZstdDictionary> loaded = new HashMap<>();
    private final Set<String> plain = new HashSet<>();
    private final Map<String, Long> rejected = new HashMap<>();

    /**
     * @param wanted whether compression is wanted at all
     * @param configured path or URL of the dictionary of the first wire; empty if there is none
     */
    Dictionaries(boolean wanted, String configured, Download download) {
        this.wanted = wanted;
        this.configured = configured;
        this.download = download;
    }

    /** What to ask a server to compress with; empty for plain text. */
    synchronized Optional<ZstdDictionary> of(JetstreamUrl url) throws InterruptedException {
        String source = url.source();
        if (!wanted || plain.contains(source)) {
            return Optional.empty();
        }
        if (!loaded.containsKey(source)) {
            load(url);
        }
        return Optional.ofNullable(loaded.get(source));
    }

    private void load(JetstreamUrl url) throws InterruptedException {
        try {
            ZstdDictionary dictionary = read(url);
            if (rejected.getOrDefault(url.source(), 0L) == dictionary.id()) {
                giveUp(url, "it does not know the dictionary " + dictionary.id());
            } else {
                loaded.put(url.source(), dictionary);
            }
        } catch (IOException | IllegalArgumentException e) {
            giveUp(url, e.toString());
        }
    }

    private ZstdDictionary read(JetstreamUrl url) throws IOException, InterruptedException {
        if (url.wire() == Wire.V2) {
            return ZstdDictionary.of(download.fetch(url.http(Wire.V2_DICTIONARY)));
        }
        if (configured.isEmpty()) {
            throw new IOException("SKYTROVE_INGESTOR_ZSTD_DICTIONARY is not set");
        }
        return ZstdDictionary.of(download.read(configured));
    }

    /** Takes note that a server does not compress with this dictionary; it may have a newer one. */
    synchronized void reject(JetstreamUrl url, ZstdDictionary dictionary) {
        loaded.remove(url.source());
        boolean again = rejected.put(url.source(), dictionary.id()) != null;
        if (again || url.wire() == Wire.V1) {
            giveUp(url, "it does not use the dictionary " + dictionary.id());
        }
    }

    private void giveUp(JetstreamUrl url, String reason) {
        plain.add(url.source());
        LOG.warn("{} is asked for plain text instead of compressed: {}", url.source(), reason);
    }
}
