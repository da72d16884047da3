package dev.skytrove.simulator.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.skytrove.simulator.generator.GeneratedHistory;
import dev.skytrove.simulator.history.EventReader;
import dev.skytrove.simulator.history.History;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Servers that leave something out, each something else. */
final class TestOmission {
    private static final int SIZE = 1_000;

    private final History history = GeneratedHistory.of(8, SIZE, Instant.parse("2026-07-04T14:00:00Z"));
    private final List<String> all = new ArrayList<>();
    private final List<String> without = new ArrayList<>();

    @BeforeEach
    void readHistory() {
        EventReader reader = history.reader();
        for (int index = 0; index < SIZE; index++) {
            String line = StandardCharsets.UTF_8.decode(reader.read(index)).toString();
            all.add(line);
            if (index % 10 != 3) {
                without.add(line);
            }
        }
    }

    @Test
    void everyConnectionLacksTheSameButTheLedgerHasIt() throws Exception {
        assertLacks(ServerSettings.DEFAULT.withOmission(new Omission(10, 3)));
        assertLacks(ServerSettings.DEFAULT.withOmission(new Omission(10, 3)).withPreload(Set.of(Encoding.V1)));
    }

    @Test
    void syncEventsAreNotLeftOut() throws IOException {
        ServerSettings settings = ServerSettings.DEFAULT
                .withV2(new V2Settings(1, 4, Optional.empty()))
                .withOmission(new Omission(4, 3));
        try (SimulatorServer server = SimulatorServer.start(history, settings);
                Client client = Client.connect(server.v2Url(), "", "")) {
            assertThat(V2Frames.seqs(client.await(SIZE)).subList(0, 9)).containsExactly(1, 2, 3, 5, 6, 7, 8, 10, 11);
        }
    }

    @Test
    void remainderMustBePossible() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Omission(10, 10));
        assertThatIllegalArgumentException().isThrownBy(() -> new Omission(-1, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new Omission(0, 1));
    }

    private void assertLacks(ServerSettings settings) throws Exception {
        try (SimulatorServer server = SimulatorServer.start(history, settings);
                Control control = new Control(server);
                Client one = Client.connect(server, "");
                Client two = Client.connect(server, "?cursor=0");
                Client v2 = Client.connect(server.v2Url(), "", "")) {
            assertThat(one.await(without.size())).isEqualTo(without);
            assertThat(two.await(without.size())).isEqualTo(without);
            assertThat(v2.await(without.size()).stream().map(V2Frames::toV1).toList())
                    .isEqualTo(without.stream().map(V2Frames::json).toList());
            assertThat(control.send("GET", "/ledger").body().lines().toList()).isEqualTo(all);
        }
    }
}
