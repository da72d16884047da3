package dev.skytrove.compact;

import dev.skytrove.lake.LakeListing;
import dev.skytrove.lake.index.MonthDigest;
import dev.skytrove.lake.index.MonthDigestListing;
import java.util.List;
import java.util.Optional;

/**
 * A digest of a month to write.
 *
 * @param digest its name
 * @param files the live files of the digest's days
 * @param former the month's newest one, which may have most of their rows
 * @param inTheWay what is to go once it is there
 */
record DigestTask(
        MonthDigest digest,
        List<LakeListing.Entry> files,
        Optional<MonthDigestListing.Entry> former,
        List<MonthDigestListing.Entry> inTheWay) {
    DigestTask {
        files = List.copyOf(files);
        inTheWay = List.copyOf(inTheWay);
    }
}
