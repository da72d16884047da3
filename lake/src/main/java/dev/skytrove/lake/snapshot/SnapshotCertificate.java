package dev.skytrove.lake.snapshot;

import dev.skytrove.lake.coverage.Certificate;
import dev.skytrove.lake.coverage.CoverageFile;

/**
 * What is known of an hour, as of a snapshot.
 *
 * @param file the object that holds it where the snapshot is copied to: of all batches that it is made of
 * @param certificate all of it
 */
public record SnapshotCertificate(CoverageFile file, Certificate certificate) {}
