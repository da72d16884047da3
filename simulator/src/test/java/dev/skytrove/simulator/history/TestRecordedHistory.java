package dev.skytrove.simulator.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TestRecordedHistory {
    @TempDir
    private Path directory;

    @Test
    void linesAreServedByteForByte() throws IOException {
        String content = "{\"a\":1}\r\n\n  \t\n not json \n{\"b\":\"\u00e9\"}";
        History history = open(content.getBytes(StandardCharsets.ISO_8859_1));

        assertThat(texts(history)).containsExactly("{\"a\":1}", " not json ", "{\"b\":\"\u00e9\"}");
    }

    @Test
    void emptyFileIsAnEmptyHistory() throws IOException {
        History history = open(new byte[0]);

        assertThat(history.size()).isZero();
        assertThat(history.firstAtOrAfter(0)).isZero();
        assertThatThrownBy(() -> history.reader().read(0)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void longLinesAreServedWhole() throws IOException {
        String longLine = "{\"text\":\"" + "x".repeat(3_000_000) + "\"}";
        History history = open((longLine + "\n{}\n" + longLine).getBytes(StandardCharsets.UTF_8));

        assertThat(texts(history)).containsExactly(longLine, "{}", longLine);
    }

    @ParameterizedTest
    @CsvSource({"0,0", "10,0", "11,1", "12,1", "13,5", "20,5", "21,6", "9000000000000000000,6"})
    void cursorPointsToTheFirstEventNotBeforeItInDeliveryOrder(long cursor, long index) throws IOException {
        History history = open(
                """
                {"did":"did:plc:a","time_us":10,"kind":"commit"}
                {"time_us":12}
                {"time_us":11}
                {"time_us":99999} and then no JSON
                {"time_us":"30"}
                {"nested":{"time_us":40},"time_us":20}
                """
                        .getBytes(StandardCharsets.UTF_8));

        assertThat(history.firstAtOrAfter(cursor)).isEqualTo(index);
    }

    private History open(byte[] content) throws IOException {
        return RecordedHistory.open(Files.write(directory.resolve("recording.jsonl"), content));
    }

    private static List<String> texts(History history) {
        EventReader reader = history.reader();
        List<String> texts = new ArrayList<>();
        for (long index = 0; index < history.size(); index++) {
            ByteBuffer event = reader.read(index);
            texts.add(StandardCharsets.ISO_8859_1.decode(event).toString());
        }
        return texts;
    }
}
