package dev.skytrove.ingestor;

import dev.skytrove.runtime.StopSignal;
import java.time.Clock;

/** What all parts of one run of the ingestor share. */
record Run(
        IngestorConfig.Settings settings, IngestorMetrics metrics, StateMachine states, Clock clock, StopSignal stop) {}
