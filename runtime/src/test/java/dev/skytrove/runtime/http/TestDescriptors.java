package dev.skytrove.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class TestDescriptors {
    @Test
    void i5ConnectionsLeaveDescriptorsForAllElse() {
        assertThat(Descriptors.connections(512, 1024, 100)).isEqualTo(512);
        assertThat(Descriptors.connections(512, 512, 60)).isEqualTo(216);
        assertThat(Descriptors.connections(512, 128, 60)).isEqualTo(12);
        assertThat(Descriptors.connections(512, 80, 60)).isEqualTo(1);
        assertThat(Descriptors.connections(512, 40, 60)).isEqualTo(1);
        assertThat(Descriptors.connections(9, 1024, 60)).isEqualTo(9);
        for (long limit = 60; limit < 2_000; limit++) {
            int most = Descriptors.connections(512, limit, 40);
            assertThat(most + Math.min(OpenConnections.SLACK, most)).isLessThanOrEqualTo((int) Math.max(2, limit - 40 - 32));
        }
    }
}
