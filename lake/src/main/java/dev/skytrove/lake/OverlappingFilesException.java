package dev.skytrove.lake;

/**
 * The lake is corrupt: two of its live files cover some of the same batches and each others that the other does not.
 * Nothing of skytrove writes such files. Their rows would be there twice, so nobody may read them.
 */
public final class OverlappingFilesException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Names both. */
    public OverlappingFilesException(LakeFile one, LakeFile other) {
        super("the lake is corrupt: '" + one.name() + "' and '" + other.name()
                + "' overlap, and neither contains the other");
    }
}
