package dev.skytrove.query.files;

/** A file that was listed is gone, most likely since a compaction replaced it: a new listing helps. */
public final class LakeChangedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String name;

    /** @param name the name of a file that is gone */
    public LakeChangedException(String name) {
        super("'" + name + "' was listed and is gone");
        this.name = name;
    }

    /** The name of the file. */
    public String name() {
        return name;
    }
}
