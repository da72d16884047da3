/**
 * What every process shares: how it starts, what it prints, how it ends, and how an HTTP function says no.
 *
 * <p>A process is a {@link dev.skytrove.runtime.Job} or a {@link dev.skytrove.runtime.Service}, started by {@link
 * dev.skytrove.runtime.JobRunner} or {@link dev.skytrove.runtime.ServiceRunner}. Both promise the same: standard output
 * carries results only, one JSON object a line, the last line being the summary; everything else goes to the log on
 * standard error; the exit code is an {@link dev.skytrove.runtime.ExitCode}; no secret is printed. Settings are
 * environment variables listed in {@link dev.skytrove.runtime.KnownSetting}; an unknown one stops the start.
 */
package dev.skytrove.runtime;
