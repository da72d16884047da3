package dev.skytrove.simulator.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
    void attacksComeBetweenEvents() throws Exception {
        for (String attack : List.of(
                "future?after=100", "large?after=100&bytes=70000", "notice?after=100&bytes=100000", "pings?after=100")) {
            ask(attack);
        }
        try (Client client = Client.connect(server, "")) {
            List<String> frames = client.await(SIZE + 3);
            assertThat(frames.subList(0, 100)).isEqualTo(lines.subList(0, 100));
            assertThat(frames.get(100)).contains("\"time_us\":4070908800000000,");
            assertThat(frames.get(101)).contains("\"text\":\"" + "x".repeat(70_000) + "\"");
            assertThat(frames.get(102)).hasSize(100_000).startsWith("://://");
            assertThat(frames.subList(103, SIZE + 3)).isEqualTo(lines.subList(100, SIZE));
            assertThat(client.pings()).isEqualTo(10_000);
        }
        assertFired(4);
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

    @Test
    void halfAFrameIsTheLastThing() throws Exception {
        ask("half?after=100");
        try (RawClient client = RawClient.connect(server, "")) {
            for (int i = 0; i < 100; i++) {
                assertThat(new String(client.read(), StandardCharsets.UTF_8)).isEqualTo(lines.get(i));
            }
            byte[] rest = client.readRest();
            byte[] next = lines.get(100).getBytes(StandardCharsets.UTF_8);
            // Its header, and the first half of it.
            assertThat(rest.length).isBetween(next.length / 2, next.length / 2 + 4);
            assertThat(new String(rest, 4, rest.length - 4, StandardCharsets.UTF_8)).isEqualTo(
                    new String(next, 0, rest.length - 4, StandardCharsets.UTF_8));
        }
        assertFired(1);
    }

    @Test
    void gapIsLostForOneConnectionOnly() throws Exception {
        ask("gap?after=100&count=50");
        ask("gap?after=400");
        try (Client one = Client.connect(server, "")) {
            List<String> expected = new ArrayList<>(lines.subList(0, 100));
            expected.addAll(lines.subList(150, 450));
            assertThat(one.await(expected.size())).isEqualTo(expected);
            one.ping("x");
            assertThat(one.frames()).hasSize(expected.size());
        }
        try (Client two = Client.connect(server, "")) {
            assertThat(two.await(SIZE)).isEqualTo(lines);
        }
        assertFired(2);
        assertThat(control.send("GET", "/ledger").body().lines().toList()).isEqualTo(lines);
    }

    @Test
    void whatNeedsAnEventWaitsForOne() throws Exception {
        try (Client client = Client.connect(server, "")) {
            client.await(SIZE);
            ask("gap");
            ask("half");
            assertThat(client.ping("x")).isEqualTo("x");
        }
        assertThat(control.stats().at("/faults/fired").asInt()).isZero();
        try (Client client = Client.connect(server, "")) {
            assertThat(client.awaitEnd()).isEqualTo(Client.CUT);
        }
        assertFired(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {999, 1005, 1006, 1015, 2999, 65535})
    void codesThatNobodyMaySendAreSent(int code) throws Exception {
        ask("close?after=1&code=" + code);
        try (RawClient client = RawClient.connect(server, "")) {
            client.read();
            byte[] rest = client.read(4);
            assertThat(rest[0]).isEqualTo((byte) 0x88);
            assertThat(((rest[2] & 0xff) << 8) | (rest[3] & 0xff)).isEqualTo(code);
        }
        assertFired(1);
    }

    @Test
    void closeFrameMayHaveNoCode() throws Exception {
        ask("close?after=1&code=0");
        try (RawClient client = RawClient.connect(server, "")) {
            client.read();
            assertThat(client.read(2)).containsExactly(0x88, 0);
        }
        assertFired(1);
    }

    @Test
    void errorFrameEndsTheV2Wire() throws Exception {
        ask("error?after=2&name=InternalError");
        ask("error?after=0");
        try (Client v2 = Client.connect(server.v2Url(), "", "")) {
            assertThat(v2.awaitEnd()).isEqualTo(Client.CUT);
            assertThat(V2Frames.json(v2.frames().getFirst()).get("error").asText()).isEqualTo("ConsumerTooSlow");
        }
        try (Client v2 = Client.connect(server.v2Url(), "", "")) {
            assertThat(v2.awaitEnd()).isEqualTo(Client.CUT);
            assertThat(v2.frames()).hasSize(3);
            assertThat(V2Frames.json(v2.frames().getLast()).get("$type").asText()).isEqualTo("error");
        }
        assertFired(2);
    }

    @Test
    void upgradesAreRefusedInTheirTurn() throws Exception {
        ask("refuse?after=1&status=429");
        ask("refuse?after=1");
        RawClient.connect(server, "").close();
        assertThatIOException().isThrownBy(() -> RawClient.connect(server, "")).withMessageContaining(" 429 ");
        assertThatIOException()
                .isThrownBy(() -> RawClient.connect(server.v2Url(), "", ""))
                .withMessageContainingAll(" 503 ", "\"error\"");
        RawClient.connect(server, "").close();
        assertFired(2);
    }

    @Test
    void slowStartIsSilentButAlive() throws Exception {
        ask("slow-start?for=PT0.4S");
        long start = System.nanoTime();
        try (Client client = Client.connect(server, "")) {
            assertThat(client.ping("alive")).isEqualTo("alive");
            assertThat(client.frames()).isEmpty();
            assertThat(client.await(SIZE)).isEqualTo(lines);
            assertThat(System.nanoTime() - start).isGreaterThan(400_000_000L);
        }
        assertFired(1);
    }

    @Test
    void planIsAskedForAtTheStart() throws Exception {
        server.close();
        ServerSettings settings = ServerSettings.DEFAULT.withFaults(
                FaultPlan.parse("close@10:4000,duplicate,gap@5:20,refuse@1:429,slow-start@2:PT0.001S,stall@3:1"));
        server = SimulatorServer.start(GeneratedHistory.of(9, SIZE, Instant.parse("2026-07-04T14:00:00Z")), settings);
        try (Client client = Client.connect(server, "")) {
            assertThat(client.awaitEnd()).isEqualTo(4000);
            assertThat(client.frames().subList(0, 3)).containsExactly(lines.get(0), lines.get(0), lines.get(1));
        }
        assertThat(server.missingFaults()).isEqualTo("refuse (asked 1, fired 0), slow-start (asked 1, fired 0)");
        assertThatIOException().isThrownBy(() -> RawClient.connect(server, "")).withMessageContaining(" 429 ");
        try (Client client = Client.connect(server, "")) {
            assertThat(client.await(SIZE)).isEqualTo(lines);
        }
        assertThat(server.missingFaults()).isEmpty();
        assertThat(V2Frames.json(server.statsJson()).at("/faults/kinds/gap/fired").asInt()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "rain", "drop@x", "drop@-1", "drop:5", "stall@5", "close:x", "drop,,drop", "refuse:200"})
    void planMustBeReadable(String plan) {
        assertThatIllegalArgumentException().isThrownBy(() -> FaultPlan.parse(plan));
    }

    private void ask(String fault) throws Exception {
        assertThat(control.send("POST", "/faults/" + fault).statusCode()).isEqualTo(200);
    }

    private void assertFired(int count) throws Exception {
        assertThat(control.stats().at("/faults/asked").asInt()).isEqualTo(count);
        assertThat(control.stats().at("/faults/fired").asInt()).isEqualTo(count);
    }
}
