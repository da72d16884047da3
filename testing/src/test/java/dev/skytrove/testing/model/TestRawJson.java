package dev.skytrove.testing.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TestRawJson {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "{\"a\":1,\"b\":{\"c\":[1,{}]}}            | b | {\"c\":[1,{}]}",
        " { \"a\" : \"}\\\"{\" , \"b\" :\t[ 1 ] } | b | [ 1 ]",
        "{\"b\":\"x,\\u0022}\\\\\",\"a\":2}        | b | \"x,\\u0022}\\\\\"",
        "{\"b\":1,\"\\u0062\":-2.5e7}              | b | -2.5e7",
        "{\"a\":{\"b\":3}}                         | b | none",
        "{}                                        | b | none"
    })
    void fieldIsCutOutAsWritten(String object, String name, String expected) {
        assertThat(RawJson.field(object, name).orElse("none")).isEqualTo(expected);
    }
}
