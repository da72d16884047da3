package dev.skytrove.query.files;

import dev.skytrove.lake.LakeFile;

/**
 * A file to read.
 *
 * @param file which one
 * @param size its length in bytes, as listed
 */
public record PlannedFile(LakeFile file, long size) {}
