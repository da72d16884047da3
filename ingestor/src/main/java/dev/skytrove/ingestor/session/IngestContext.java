package dev.skytrove.ingestor.session;

import dev.skytrove.buffer.ClockLimit;
import dev.skytrove.ingestor.config.IngestorConfig;
import dev.skytrove.ingestor.health.StateMachine;
import dev.skytrove.ingestor.metrics.IngestorMetrics;
import dev.skytrove.runtime.StopSignal;
import java.time.Clock;

/** What all parts of one run of the ingestor share. */
public record IngestContext(
        IngestorConfig.Settings settings, IngestorMetrics metrics, StateMachine states, Clock clock, StopSignal stop) {
    /** How far ahead of the clock a server's time is believed. */
    public ClockLimit limit() {
        return new ClockLimit(clock, settings.clockSkew());
    }
}
