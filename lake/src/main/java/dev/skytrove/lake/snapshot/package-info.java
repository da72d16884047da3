/**
 * Snapshots: manifests that name the files that were live at one time, so that a result can be obtained again. Whoever
 * deletes superseded or expired files keeps those that {@link dev.skytrove.lake.snapshot.SnapshotFiles} names.
 */
package dev.skytrove.lake.snapshot;
