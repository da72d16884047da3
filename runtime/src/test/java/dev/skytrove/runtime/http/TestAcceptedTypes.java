package dev.skytrove.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.http.MediaType;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TestAcceptedTypes {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "application/json                          | true",
                "APPLICATION/JSON;charset=utf-8            | true",
                "application/*                             | true",
                "*/*                                       | true",
                "text/html, */*;q=0.1                      | true",
                "text/*                                    | false",
                "application/jsonp                         | false",
                "application/json;q=0                      | false",
                "application/json; q=0.000                 | false",
                "application/json;q=0.001                  | true",
                "application/json;Q=0, */*                 | false",
                "*/*;q=0                                   | false",
                "*/*;q=0, application/json                 | true",
                "application/*;q=0, */*                    | false",
                "text/csv, application/*;q=0.5             | true",
                "nonsense                                  | true",
                "nonsense, text/csv                        | false",
                ",,                                        | true",
            })
    void narrowestRangeDecides(String accept, boolean json) {
        assertThat(AcceptedTypes.parse(List.of(accept)).includes(MediaType.APPLICATION_JSON_TYPE))
                .isEqualTo(json);
    }
}
