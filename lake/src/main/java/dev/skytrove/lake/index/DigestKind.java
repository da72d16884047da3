package dev.skytrove.lake.index;

import dev.skytrove.lake.LakeFile;
import dev.skytrove.lake.Table;
import java.util.Collection;

/** What of a month a {@link MonthDigest} tells about posts. */
public enum DigestKind {
    /** Which posts were deleted: of each the last row of the table deletes. */
    DELETES(Table.DELETES, "index/deletes/"),

    /** The versions of posts that lie far from the time that their keys tell: rows of the table posts. */
    VERSIONS(Table.POSTS, "index/versions/"),

    /** The same of what was too large to be shown: rows of the table oversized. */
    OVERSIZED(Table.OVERSIZED, "index/oversized/");

    private final Table table;
    private final String root;

    DigestKind(Table table, String root) {
        this.table = table;
        this.root = root;
    }

    /** Of which table the files are that it stands for. */
    public Table table() {
        return table;
    }

    /** What every object name of such digests begins with. */
    public String root() {
        return root;
    }

    /**
     * What stands for files in a digest's name. Of versions and oversized events their generations do not count: a rewrite adds
     * no row, and what it leaves out is hidden by what is of that hour or later, which also hides whatever the row did.
     */
    public String fingerprint(Collection<LakeFile> files) {
        return IndexFile.fingerprint(
                switch (this) {
                    case DELETES -> files;
                    case VERSIONS, OVERSIZED -> files.stream().map(DigestKind::first).toList();
                });
    }

    private static LakeFile first(LakeFile file) {
        return new LakeFile(file.table(), file.hour(), file.series(), file.batches(), 0);
    }
}
