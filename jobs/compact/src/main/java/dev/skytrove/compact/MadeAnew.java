package dev.skytrove.compact;

import dev.skytrove.lake.LakeFile;
import dev.skytrove.lake.index.IndexContents;
import dev.skytrove.lake.index.IndexFile;
import dev.skytrove.lake.index.IndexListing;
import dev.skytrove.lake.index.MonthDigestContents;
import dev.skytrove.lake.index.MonthDigestListing;
import dev.skytrove.lake.index.MonthIndexListing;
import dev.skytrove.lake.parquet.ParquetEnd;
import dev.skytrove.lake.storage.ObjectNotFoundException;
import dev.skytrove.lake.storage.ObjectStore;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which indexes and digests are not what their names say, as far as their ends tell, and so are to be made anew. Those of a
 * later release are left alone.
 */
final class MadeAnew {
    private static final Logger LOG = LoggerFactory.getLogger(MadeAnew.class);

    private final ObjectStore store;
    private int found;

    MadeAnew(ObjectStore store) {
        this.store = store;
    }

    /** How many were found. */
    int found() {
        return found;
    }

    /** Whether the index of a day is. */
    boolean includes(IndexListing.Entry entry) {
        return isDamaged(
                entry.file().name(),
                entry.size(),
                IndexContents::isOfOtherVersion,
                metadata -> isOf(entry.file().files(), IndexContents.of(metadata)));
    }

    /** Whether that of a month is. */
    boolean includes(MonthIndexListing.Entry entry) {
        return isDamaged(
                        entry.words().name(),
                        entry.words().size(),
                        IndexContents::isOfOtherVersion,
                        metadata -> isOf(entry.index().files(), IndexContents.ofMonth(metadata)))
                || isDamaged(
                        entry.postings().name(),
                        entry.postings().size(),
                        IndexContents::isOfOtherVersion,
                        metadata -> !metadata.isEmpty());
    }

    /** Whether a digest is. */
    boolean includes(MonthDigestListing.Entry entry) {
        return isDamaged(
                entry.digest().name(),
                entry.size(),
                MonthDigestContents::isOfOtherVersion,
                metadata -> entry.digest()
                        .files()
                        .equals(entry.digest()
                                .kind()
                                .fingerprint(MonthDigestContents.of(metadata).files())));
    }

    /** What metadata say. */
    @FunctionalInterface
    private interface Check {
        boolean isRight(Map<String, String> metadata) throws IOException;
    }

    private boolean isDamaged(String name, long size, Predicate<Map<String, String>> isOfOtherVersion, Check check) {
        try {
            Map<String, String> metadata = ParquetEnd.metadata(store, name, size);
            if (isOfOtherVersion.test(metadata)) {
                LOG.info("{} is of another release, and left alone", name);
                return false;
            }
            if (check.isRight(metadata)) {
                return false;
            }
            return add(name, "it is not of the files that its name tells");
        } catch (ObjectNotFoundException e) {
            // It has just been replaced.
            return false;
        } catch (IOException e) {
            return add(name, e.getMessage());
        }
    }

    private boolean add(String name, String reason) {
        LOG.warn("{} is of no use, and made anew: {}", name, reason);
        found++;
        return true;
    }

    /** One that would have been too large names no file. */
    private static boolean isOf(String fingerprint, IndexContents contents) {
        List<LakeFile> files = contents.files().stream().map(IndexContents.Indexed::file).toList();
        return files.isEmpty() || fingerprint.equals(IndexFile.fingerprint(files));
    }
}
