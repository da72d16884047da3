package dev.skytrove.buffer;

import java.util.Optional;

/**
 * A frame that was put aside, as people read it. What an entry lacks is empty: it is shown as it is.
 *
 * @param reason why it is no event
 * @param at when it came, ISO 8601
 * @param length how many bytes it has
 * @param entry where a flush found it
 * @param raw all bytes that are kept, as text
 */
public record MalformedFrame(
        Optional<String> reason,
        Optional<String> at,
        Optional<String> length,
        Optional<String> entry,
        Optional<String> raw) {}
