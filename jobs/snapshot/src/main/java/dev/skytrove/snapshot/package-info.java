/**
 * The job {@code snapshot}: names the files that are the lake now, so that a result can be obtained again, checks that they
 * are still there, and copies them to another store and back.
 *
 * <p>It needs no lease: two runs of one second write the same snapshot, and a copy that was cut short goes on where it was.
 */
package dev.skytrove.snapshot;
