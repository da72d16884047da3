/**
 * Where a process puts files for a while, on a machine that it may share with strangers.
 *
 * <p>Nothing here follows a link that somebody else made, and nothing deletes what this user's own processes did not make.
 */
package dev.skytrove.lake.scratch;
