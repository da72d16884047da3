package dev.skytrove.lake.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TestRecordText {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** What stays in the JSON: nothing of a text that the column has. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    {"a":1,"text":"Hi"}                   | {"a":1,"text":null}
                    { "text" : "x\\n\\"y\\u00e9" , "b":[] } | { "text" : null , "b":[] }
                    {"te\\u0078t":"Hi"}                    | {"te\\u0078t":null}
                    {"text":""}                           | {"text":null}
                    {"text":"\\ud83d\\ude00"}               | {"text":null}
                    {"text":"\\ud83d"}                     | {"text":"\\ud83d"}
                    {"text":"a","text":"b"}               | {"text":"a","text":"b"}
                    {"text":null}                         | {"text":null}
                    {"text":{"text":"x"}}                 | {"text":{"text":"x"}}
                    {"reply":{"text":"x"}}                | {"reply":{"text":"x"}}
                    {}                                    | {}
                    """)
    void aTextIsStoredOnce(String delivered, String stored) throws Exception {
        byte[] json = ("--" + delivered + "--").getBytes(StandardCharsets.UTF_8);

        String found = RecordText.without(json, new Slice(2, json.length - 2), "text");

        assertThat(found).isEqualTo(stored);
        Optional<String> column = JsonObject.read(json, new Slice(2, json.length - 2)).text("text").map(WellFormed::of);
        assertThat(JSON.readTree(RecordText.with(found, "text", column))).isEqualTo(JSON.readTree(delivered));
    }

    @Test
    void whatIsNoJsonStays() {
        assertThat(RecordText.with("{\"text\":nul", "text", Optional.of("x"))).isEqualTo("{\"text\":nul");
        assertThat(RecordText.with("{\"text\":\"y\"}", "text", Optional.of("x"))).isEqualTo("{\"text\":\"y\"}");
    }
}
