package dev.skytrove.simulator.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TestEventHeader {
    private final EventHeader.Parser parser = new EventHeader.Parser();

    @Test
    void readsTheFieldsInAnyOrder() {
        EventHeader header = parse("""
                {"commit":{"record":{"collection":"no"},"collection":"a.b.c"},"time_us":7,"did":"did:web:x"}
                """);

        assertThat(header).isEqualTo(new EventHeader(7, "did:web:x", "a.b.c"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "null", "17", "[{\"time_us\":7}]", "{\"time_us\":7", "{\"time_us\":7}}", "{\"time_us\":7} {}",
                "{\"time_us\":7e3}", "{\"time_us\":99999999999999999999}", "{\"time_us\":{\"x\":1}}",
                "{\"commit\":[1]}", "{\"did\":[\"x\"],\"commit\":{\"collection\":{\"a\":1}}}", "{\"time_us\":7,}"
            })
    void whatIsNotThereIsEmpty(String event) {
        assertThat(parse(event)).isEqualTo(new EventHeader(EventHeader.NO_TIME, "", ""));
    }

    private EventHeader parse(String event) {
        return parser.parse(ByteBuffer.wrap(event.getBytes(StandardCharsets.UTF_8)));
    }
}
