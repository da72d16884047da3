package dev.skytrove.simulator.generator;

/**
 * A stretch of a post's text that is a link, a mention or a hashtag.
 *
 * @param start its first byte in the text's UTF-8
 * @param end the byte after its last
 * @param meaning what it is
 */
record Facet(int start, int end, Meaning meaning) {
    /** What a facet is. */
    sealed interface Meaning {}

    /** @param uri where it leads */
    record Link(String uri) implements Meaning {}

    /** @param account who is mentioned */
    record Mention(long account) implements Meaning {}

    /** @param tag the hashtag without its sign */
    record Tag(String tag) implements Meaning {}
}
