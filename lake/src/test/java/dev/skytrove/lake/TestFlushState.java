package dev.skytrove.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.skytrove.lake.storage.ObjectStore;
import dev.skytrove.lake.storage.ObjectStores;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TestFlushState {
    private static final String JSON =
            "{\"version\":1,\"batch\":7,\"cursor\":1783175888085434,\"source\":\"a.example\",\"saved_at\":\"2026-07-04T14:38:09Z\"}";
    private static final FlushState STATE =
            new FlushState(7, 1_783_175_888_085_434L, "a.example", Optional.of(Instant.parse("2026-07-04T14:38:09Z")));

    @Test
    void isWrittenAsItIsDocumented() {
        assertThat(new String(STATE.json(), StandardCharsets.UTF_8)).isEqualTo(JSON);
        assertThat(parse(JSON)).isEqualTo(STATE);
        assertThat(STATE.reached()).isEqualTo("2026-07-04T14:38:08.085434Z");
    }

    @Test
    void fieldsThatAreNotKnownAreLeftOut() {
        assertThat(parse(JSON.replace("\"batch\"", "\"later\":{\"batch\":[1]},\"batch\""))).isEqualTo(STATE);
        assertThat(parse("{\"version\":1,\"batch\":7,\"cursor\":5,\"source\":null,\"saved_at\":\"yesterday\"}"))
                .isEqualTo(new FlushState(7, 5, "", Optional.empty()));
    }

    @Test
    void whatIsNotUnderstoodIsRefused() {
        for (String wrong : List.of("{}", "[]", "", "null", "{\"version\":1,\"cursor\":-1}", "{\"version\":1,\"batch\":\"x\"}", JSON.substring(0, 40),
                "garbage", "{\"version\":1}", JSON.replace("\"batch\"", "\"b\""), JSON.replace("\"cursor\"", "\"c\""), JSON.replace(":7,", ":0,"))) {
            assertThatIllegalStateException()
                    .as(wrong)
                    .isThrownBy(() -> parse(wrong))
                    .withMessageContaining("state/flush.json")
                    .satisfies(refused -> assertThat(refused.getMessage()).as("one line").doesNotContain("\n"));
        }
        assertThatIllegalStateException().isThrownBy(() -> parse("{\"version\":1}")).withMessage("state/flush.json has no batch");
        assertThatIllegalStateException()
                .isThrownBy(() -> parse(JSON.replace("\"version\":1", "\"version\":2")))
                .withMessage("state/flush.json has version 2; this release knows 1");
    }

    @Test
    void isReadFromTheBucket(@TempDir Path folder) {
        try (ObjectStore store = ObjectStores.open(folder.toUri().toString(), Map.of())) {
            assertThat(FlushState.read(store)).isEmpty();
            store.put(FlushState.NAME, STATE.json());
            assertThat(FlushState.read(store)).contains(STATE);
            store.put(FlushState.NAME, (JSON + " ".repeat(1 << 17) + "x").getBytes(StandardCharsets.UTF_8));
            assertThat(FlushState.read(store)).contains(STATE);
            store.put(FlushState.NAME, ("{\"x\":\"" + "x".repeat(1 << 21) + "\"}").getBytes(StandardCharsets.UTF_8));
            assertThatIllegalStateException().isThrownBy(() -> FlushState.read(store));
        }
    }

    private static FlushState parse(String json) {
        return FlushState.parse(json.getBytes(StandardCharsets.UTF_8));
    }
}
