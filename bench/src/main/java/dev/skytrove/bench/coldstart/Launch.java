package dev.skytrove.bench.coldstart;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * One start, as {@code launch.c} measured it; what there was not is -1.
 *
 * @param firstMs from the start to the last byte of the first answer
 * @param readyMs from the start to the line that says that it listens
 * @param idleKib resident when it listened
 * @param afterKib resident when it had answered
 * @param peakKib the most that was resident
 * @param cpuMs processor time, its end included
 */
record Launch(
        @JsonProperty("first_ms") double firstMs,
        @JsonProperty("ready_ms") double readyMs,
        @JsonProperty("idle_kib") long idleKib,
        @JsonProperty("after_kib") long afterKib,
        @JsonProperty("peak_kib") long peakKib,
        @JsonProperty("cpu_ms") double cpuMs) {}
