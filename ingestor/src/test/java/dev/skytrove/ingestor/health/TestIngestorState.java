package dev.skytrove.ingestor.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class TestIngestorState {
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "STOPPED")
    void everyStateCanEnd(IngestorState state) {
        assertThat(IngestorState.STOPPING.mayFollow(state)).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void nothingFollowsTheEnd(IngestorState state) {
        assertThat(state.mayFollow(IngestorState.STOPPED)).isFalse();
    }

    @Test
    void machineRefusesWhatMayNotFollow() {
        StateMachine machine = new StateMachine(Clock.systemUTC());

        assertThatIllegalStateException().isThrownBy(() -> machine.become(IngestorState.CONNECTED, "by magic"));
    }

    @Test
    void machineTellsWhy() {
        StateMachine machine = new StateMachine(Clock.systemUTC());

        machine.become(IngestorState.OPENING_BUFFER, "asking");

        assertThat(machine.status().state()).isEqualTo(IngestorState.OPENING_BUFFER);
        assertThat(machine.status().reason()).isEqualTo("asking");
    }
}
