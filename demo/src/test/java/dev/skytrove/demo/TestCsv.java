package dev.skytrove.demo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class TestCsv {
    @Test
    void lineBreaksInsideQuotesEndNoRecord() {
        assertThat(Csv.records("")).isZero();
        assertThat(Csv.records("a,b\r\n")).isEqualTo(1);
        assertThat(Csv.records("a,b\r\n1,\"two\r\n\"\"lines\"\"\"\r\n3,4")).isEqualTo(3);
    }
}
