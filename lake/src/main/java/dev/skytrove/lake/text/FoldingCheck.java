package dev.skytrove.lake.text;

/** Whether the tables of Unicode are there in this process: a native image has only what it was built with. */
public final class FoldingCheck {
    private FoldingCheck() {}

    /**
     * Folds a text.
     *
     * @return what was found, in a few words
     * @throws IllegalStateException if it is folded wrongly
     */
    public static String fold() {
        String folded = FoldedText.of("ＳＴＲＡẞＥ ｶﾞ");
        if (!folded.equals("strasse ガ")) {
            throw new IllegalStateException("folded to " + folded);
        }
        return "full width, sharp s, half width";
    }
}
