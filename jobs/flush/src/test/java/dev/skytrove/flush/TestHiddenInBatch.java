package dev.skytrove.flush;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skytrove.lake.event.EventRows;
import dev.skytrove.lake.event.MalformedEventException;
import dev.skytrove.testing.visibility.AccountCase;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class TestHiddenInBatch {
    private static final int ORDERS = 20;

    private static final Instant RECEIVED = Instant.parse("2026-07-05T00:00:00Z");

    private final EventRows rows = new EventRows();

    /** The same table of cases as for searches. */
    @ParameterizedTest
    @MethodSource("dev.skytrove.testing.visibility.AccountCase#all")
    void i4WhatCountsOfAnAccountCountsInAnyOrder(AccountCase one) throws MalformedEventException {
        GenericRecord post = row(
                """
                {"did":"%s","time_us":1783166400000000,"kind":"commit","commit":{"rev":"3rev","operation":"create",\
                "collection":"app.bsky.feed.post","rkey":"3key","record":{"text":"x"}}}"""
                        .formatted(one.did()));
        List<String> lines = new ArrayList<>(one.lines());
        Random random = new Random(1);
        for (int order = 0; order < ORDERS; order++) {
            HiddenInBatch hidden = new HiddenInBatch();
            for (String line : lines) {
                hidden.account(row(line));
            }

            assertThat(hidden.hides(post)).as("%s", lines).isEqualTo(!one.shown());
            Collections.shuffle(lines, random);
        }
    }

    private GenericRecord row(String line) throws MalformedEventException {
        return rows.parse(line.getBytes(UTF_8), RECEIVED).record();
    }
}
