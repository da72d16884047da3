package dev.skytrove.flush;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.skytrove.lake.Table;
import dev.skytrove.lake.event.EventRow;
import dev.skytrove.lake.event.EventRows;
import dev.skytrove.lake.event.MalformedEventException;
import dev.skytrove.testing.visibility.PostCase;
import io.micronaut.serde.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Which posts of a batch are in its feed: the rule as {@code HiddenInBatch} and {@code LatestFeed} have it in Java. */
final class TestPostsInFeed {
    private static final int ORDERS = 20;
    private static final int SIZE = 1_000;
    private static final Instant RECEIVED = Instant.parse("2026-09-01T00:00:00Z");

    private final EventRows rows = new EventRows();

    /** The same table of cases as for searches; a flush takes posts last. */
    @ParameterizedTest
    @MethodSource("dev.skytrove.testing.visibility.PostCase#all")
    void i4WhatHidesAPostHidesItInAnyOrder(PostCase one) throws IOException {
        List<EventRow> events = new ArrayList<>(one.events().stream().map(this::row).toList());
        Random random = new Random(1);
        for (int order = 0; order < ORDERS; order++) {
            assertThat(shown(events)).as("%s", events).isEqualTo(one.shown());
            Collections.shuffle(events, random);
        }
    }

    @Test
    void i4CasesDoNotTouchEachOther() throws IOException {
        List<EventRow> events = PostCase.all().stream()
                .flatMap(one -> one.events().stream())
                .map(this::row)
                .toList();
        assertThat(shown(events))
                .containsExactlyInAnyOrderElementsOf(
                        PostCase.all().stream().flatMap(one -> one.shown().stream()).toList());
    }

    private static List<String> shown(List<EventRow> events) throws IOException {
        LatestFeed feed = new LatestFeed(ObjectMapper.getDefault(), SIZE);
        for (EventRow row : events) {
            if (row.table() != Table.POSTS) {
                feed.add(row);
            }
        }
        for (EventRow row : events) {
            if (row.table() == Table.POSTS) {
                feed.add(row);
            }
        }
        return new String(feed.content(), UTF_8).lines().map(TestPostsInFeed::text).toList();
    }

    private static String text(String line) {
        try {
            return new com.fasterxml.jackson.databind.ObjectMapper().readTree(line).get("text").asText();
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private EventRow row(PostCase.Event event) {
        try {
            return rows.parse(event.line().getBytes(UTF_8), RECEIVED);
        } catch (MalformedEventException e) {
            throw new IllegalStateException(e);
        }
    }
}
