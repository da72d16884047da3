package dev.skytrove.ingestor;

import dev.skytrove.buffer.ClockLimit;
import dev.skytrove.runtime.StopSignal;
import java.time.Clock;

/** What all parts of one run of the ingestor share. */
record Run(
        IngestorConfig.Settings settings, IngestorMetrics metrics, StateMachine states, Clock clock, StopSignal stop) {
    /** How far ahead of the clock a server's time is believed. */
    ClockLimit limit() {
        return new ClockLimit(clock, settings.clockSkew());
    }
}
