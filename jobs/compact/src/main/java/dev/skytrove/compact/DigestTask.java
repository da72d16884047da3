package dev.skytrove.compact;

import dev.skytrove.lake.LakeListing;
import dev.skytrove.lake.index.DeletesDigest;
import dev.skytrove.lake.index.DeletesDigestListing;
import java.util.List;
import java.util.Optional;

/**
 * A digest of deletes to write.
 *
 * @param digest its name
 * @param files the live files of the digest's days
 * @param former the month's newest one, which may have most of their rows
 */
record DigestTask(
        DeletesDigest digest,
        List<LakeListing.Entry> files,
        Optional<DeletesDigestListing.Entry> former) {
    DigestTask {
        files = List.copyOf(files);
    }
}
