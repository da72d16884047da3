package dev.skytrove.lake.count;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skytrove.lake.HourKey;
import dev.skytrove.lake.storage.ObjectStore;
import dev.skytrove.lake.storage.ObjectStores;
import dev.skytrove.testing.ProjectPaths;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code state/events.json}: as docs/formats.md has it, and what is none. */
final class TestCountedHours {
    private static final HourKey FIRST = HourKey.of(Instant.parse("2026-07-04T14:00:00Z"));
    private static final HourKey UNTIL = HourKey.of(Instant.parse("2026-07-05T00:00:00Z"));
    private static final Instant COUNTED = Instant.parse("2026-07-05T00:20:03.5Z");

    private static final String WRITTEN = """
            {"version":1,"counted_at":"2026-07-05T00:20:03.500Z","until":"2026-07-05T00:00:00Z","hours":2,\
            "uncounted_hours":1,"events":151,"each":[
            {"hour":"2026-07-04T14:00:00Z","files":"0123456789abcdef","events":150}
            ,{"hour":"2026-07-04T15:00:00Z","files":"fedcba9876543210","events":1}]}""";

    @TempDir
    private Path directory;

    private ObjectStore store;

    @BeforeEach
    void open() {
        store = ObjectStores.open("file://" + directory, Map.of());
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void i7IsWrittenAsDocumentedAndReadAgain() throws IOException {
        CountedHours counted = counted();
        assertThat(Files.readString(ProjectPaths.find().root().resolve("docs/formats.md"))).contains(WRITTEN);
        assertThat(new String(counted.json(), UTF_8)).isEqualTo(WRITTEN);
        put(WRITTEN);
        assertThat(CountedHours.read(store)).contains(counted);
        assertThat(EventTotal.read(store)).contains(counted.total());
    }

    @Test
    void theSumIsReadOfTheHeadHoweverManyHoursThereAre() {
        SortedMap<HourKey, CountedHours.Hour> hours = new TreeMap<>();
        for (int i = 0; i < 1_000; i++) {
            hours.put(HourKey.ofNumber(495_000 + i), new CountedHours.Hour("0123456789abcdef", i));
        }
        EventTotal total = new EventTotal(COUNTED, UNTIL, 1_000, 0, Long.MAX_VALUE);
        byte[] content = new CountedHours(total, hours).json();
        store.put(EventTotal.NAME, content);
        assertThat(content).hasSizeGreaterThan(50_000);
        assertThat(EventTotal.read(store)).contains(total);
        assertThat(CountedHours.read(store).orElseThrow().hours()).isEqualTo(hours);
    }

    @Test
    void nothingIsKnownBeforeTheFirstCount() {
        assertThat(EventTotal.read(store)).isEmpty();
        assertThat(CountedHours.read(store)).isEmpty();
    }

    @Test
    void membersOfLaterReleasesAreLeftOut() {
        put(WRITTEN.replace("\"hours\":2", "\"new\":{\"a\":[1]},\"hours\":2").replace("\"files\"", "\"new\":[{}],\"files\""));
        assertThat(CountedHours.read(store)).contains(counted());
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", "[]", "{", "{}", "{\"version\":2}", "{\"version\":1,\"hours\":0,\"uncounted_hours\":0,\"events\":-1}",
        "{\"version\":1,\"counted_at\":5,\"until\":\"2026-07-05T00:00:00Z\",\"hours\":0,\"uncounted_hours\":0,\"events\":1}",
        "{\"version\":1,\"counted_at\":\"2026-07-05T00:00:00Z\",\"until\":\"2026-07-05T00:30:00Z\",\"hours\":0,"
                + "\"uncounted_hours\":0,\"events\":1}",
        "{\"version\":1,\"events\":\"many\"}"})
    void i6WhatIsNoCountIsSaidToBeNone(String content) {
        put(content);
        assertThatThrownBy(() -> EventTotal.read(store))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("state/events.json ");
        assertThatThrownBy(() -> CountedHours.read(store)).isInstanceOf(IllegalStateException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[5]", "{}", "[{\"hour\":\"2026-07-04T14:30:00Z\",\"events\":1}]", "[{\"events\":\"x\"}]", "[{"})
    void i6HoursThatAreNoneAreSaidToBeNone(String each) {
        put(WRITTEN.substring(0, WRITTEN.indexOf('[')) + each + "}");
        assertThat(EventTotal.read(store)).isPresent();
        assertThatThrownBy(() -> CountedHours.read(store)).isInstanceOf(IllegalStateException.class);
    }

    private static CountedHours counted() {
        return new CountedHours(
                new EventTotal(COUNTED, UNTIL, 2, 1, 151),
                new TreeMap<>(Map.of(
                        FIRST, new CountedHours.Hour("0123456789abcdef", 150),
                        HourKey.of(FIRST.end()), new CountedHours.Hour("fedcba9876543210", 1))));
    }

    private void put(String content) {
        store.put(EventTotal.NAME, content.getBytes(UTF_8));
    }
}
