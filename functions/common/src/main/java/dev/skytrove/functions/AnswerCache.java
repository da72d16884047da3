package dev.skytrove.functions;

import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Answers that may be asked for again, in memory, bounded by bytes (I5); those used last stay. A key holds all that an answer
 * depends on, so nothing in it becomes wrong. May be used from any thread.
 */
@Singleton
final class AnswerCache {
    /** What an entry takes beside its texts, about. */
    private static final int OVERHEAD = 512;

    private final long capacity;
    private final Map<String, Answer> answers = new LinkedHashMap<>(16, 0.75f, true);
    private long used;

    AnswerCache(AnswerConfig config) {
        this.capacity = config.cacheSize().bytes();
    }

    synchronized Optional<Answer> get(String key) {
        return Optional.ofNullable(answers.get(key));
    }

    /** Keeps an answer; not one that would take more than a quarter of all. */
    synchronized void put(String key, Answer answer) {
        if (weight(key, answer) > capacity / 4) {
            return;
        }
        Answer before = answers.put(key, answer);
        used += weight(key, answer) - (before == null ? 0 : weight(key, before));
        var oldest = answers.entrySet().iterator();
        while (used > capacity) {
            Map.Entry<String, Answer> gone = oldest.next();
            used -= weight(gone.getKey(), gone.getValue());
            oldest.remove();
        }
    }

    /** How many bytes all of them take, about. */
    synchronized long used() {
        return used;
    }

    private static long weight(String key, Answer answer) {
        return OVERHEAD
                + 2L * key.length()
                + answer.body().length
                + answer.disposition().map(text -> text.getBytes(StandardCharsets.UTF_8).length).orElse(0);
    }
}
