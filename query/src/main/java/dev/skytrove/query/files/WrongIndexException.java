package dev.skytrove.query.files;

/**
 * The word index that a query went by is not one of the files that it found: it may have left out posts. The index is
 * rejected by now, so the query is carried out again without it.
 */
public final class WrongIndexException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * One.
     *
     * @param index its object name
     * @param what is wrong with it, for people
     */
    public WrongIndexException(String index, String what) {
        super("'" + index + "' is no index of the files that it names: " + what);
    }
}
