package dev.skytrove.lake.event;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;

/** How the JSON of strangers is read: as UTF-8, within limits, and without growing the JVM's table of strings. */
final class EventJson {
    private static final int MAX_DEPTH = 256;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .disable(JsonFactory.Feature.CHARSET_DETECTION)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    // Skipped texts are not held to this limit, so with one the rows could refuse what the header
                    // took. A frame's length is limited where it is received.
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private EventJson() {}

    /** A parser of these bytes. */
    static JsonParser parser(byte[] json) throws IOException {
        return FACTORY.createParser(json);
    }

    /** A parser of a part of these bytes. */
    static JsonParser parser(byte[] json, Slice slice) throws IOException {
        return FACTORY.createParser(json, slice.start(), slice.length());
    }
}
