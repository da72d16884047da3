package dev.skytrove.simulator.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skytrove.simulator.generator.GeneratedHistory;
import dev.skytrove.simulator.history.EventReader;
import dev.skytrove.simulator.history.History;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class TestFaults {
    private static final int SIZE = 500;

    private final List<String> lines = new ArrayList<>();

    @AutoClose
    private SimulatorServer server;

    @AutoClose
    private Control control;

    @BeforeEach
    void serve() throws IOException {
        History history = GeneratedHistory.of(9, SIZE, Instant.parse("2026-07-04T14:00:00Z"));
        EventReader reader = history.reader();
        for (int index = 0; index < SIZE; index++) {
            lines.add(StandardCharsets.UTF_8.decode(reader.read(index)).toString());
        }
        server = SimulatorServer.start(history, ServerSettings.DEFAULT);
        control = new Control(server);
    }

    @Test
    void dropResetsTheConnection() throws Exception {
        ask("drop?after=100");
        try (Client client = Client.connect(server, "")) {
            assertThat(client.awaitEnd()).isEqualTo(Client.BROKEN);
            // What the network had not delivered is lost with the connection.
            assertThat(client.frames()).hasSizeLessThanOrEqualTo(100);
            assertThat(client.frames()).isEqualTo(lines.subList(0, client.frames().size()));
        }
        assertFired(1);
        assertThat(control.stats().get("frames_sent").asInt()).isEqualTo(100);
    }

    @Test
    void closeSaysWhy() throws Exception {
        ask("close?after=100&code=4001");
        try (Client client = Client.connect(server, "")) {
            assertThat(client.awaitEnd()).isEqualTo(4001);
            assertThat(client.frames()).isEqualTo(lines.subList(0, 100));
        }
        assertFired(1);
    }

    @Test
    void stallKeepsTheConnection() throws Exception {
        ask("stall?after=100&for=400");
        ask("stall?after=100&for=PT0.1S");
        long start = System.nanoTime();
        try (Client client = Client.connect(server, "")) {
            client.await(100);
            assertThat(client.ping("alive")).isEqualTo("alive");
            assertThat(client.await(SIZE)).isEqualTo(lines);
            assertThat(System.nanoTime() - start).isGreaterThan(500_000_000L);
        }
        assertFired(2);
    }

    @Test
    void garbageIsNotJson() throws Exception {
        ask("garbage?after=100");
        try (Client client = Client.connect(server, "")) {
            List<String> frames = client.await(SIZE + 1);
            assertThat(frames.subList(0, 100)).isEqualTo(lines.subList(0, 100));
            assertThat(frames.get(100)).startsWith("{").doesNotEndWith("}");
            assertThat(frames.subList(101, SIZE + 1)).isEqualTo(lines.subList(100, SIZE));
        }
        assertFired(1);
    }

    @Test
    void duplicateComesTwice() throws Exception {
        ask("duplicate?after=100");
        ask("duplicate?after=0");
        try (Client client = Client.connect(server, "")) {
            List<String> expected = new ArrayList<>(lines);
            // The hundredth frame is the ninety-ninth event, because the first came twice.
            expected.add(99, lines.get(98));
            expected.add(1, lines.getFirst());
            assertThat(client.await(SIZE + 2)).isEqualTo(expected);
        }
        assertFired(2);
    }

    @Test
    void faultsHitTheOpenConnection() throws Exception {
        try (Client client = Client.connect(server, "")) {
            client.await(SIZE);
            ask("duplicate");
            assertThat(client.await(SIZE + 1).getLast()).isEqualTo(lines.getLast());
            ask("close?code=1001");
            assertThat(client.awaitEnd()).isEqualTo(1001);
        }
        assertFired(2);
    }

    @Test
    void faultMovesOnWhenItsConnectionEnds() throws Exception {
        ask("drop?after=10");
        ask("close?after=20");
        ask("drop?after=100000");
        try (Client first = Client.connect(server, "")) {
            assertThat(first.awaitEnd()).isEqualTo(Client.BROKEN);
        }
        try (Client second = Client.connect(server, "")) {
            assertThat(second.awaitEnd()).isEqualTo(1013);
            assertThat(second.frames()).hasSize(20);
        }
        try (Client third = Client.connect(server, "")) {
            assertThat(third.await(SIZE)).isEqualTo(lines);
        }
        assertThat(control.stats().at("/faults/asked").asInt()).isEqualTo(3);
        assertThat(control.stats().at("/faults/fired").asInt()).isEqualTo(2);
    }

    private void ask(String fault) throws Exception {
        assertThat(control.send("POST", "/faults/" + fault).statusCode()).isEqualTo(200);
    }

    private void assertFired(int count) throws Exception {
        assertThat(control.stats().at("/faults/asked").asInt()).isEqualTo(count);
        assertThat(control.stats().at("/faults/fired").asInt()).isEqualTo(count);
    }
}
