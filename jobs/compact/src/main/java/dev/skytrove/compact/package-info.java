/**
 * The job {@code compact}: replaces the files of an hour that is over by one, and deletes them when no query can read them
 * any more.
 *
 * <p>Names alone decide which files count ({@code docs/formats.md}), so a run may be killed at any point, and repeated, and
 * run beside another: readers see each row once (I4). Nothing is replaced before the new file was read back.
 */
package dev.skytrove.compact;
