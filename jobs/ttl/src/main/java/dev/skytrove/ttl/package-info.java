/**
 * The job {@code ttl}: deletes files of the lake and of feeds that are older than they must be kept.
 *
 * <p>It deletes only what has a name that the layout knows ({@code docs/formats.md}). Deleting twice is the same as
 * deleting once, so it needs no lease: a run beside another, or after one that was killed, does no harm.
 */
package dev.skytrove.ttl;
