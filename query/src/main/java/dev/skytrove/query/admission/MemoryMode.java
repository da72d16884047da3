package dev.skytrove.query.admission;

/**
 * How a query deals with memory. Posts are small, and what chooses among some thousands of them at once is fast; but a
 * stranger may write posts of 64 KiB.
 */
public enum MemoryMode {
    /** Takes rows as they come, thousands at a time. */
    USUAL,

    /**
     * Never holds more than a few whole posts: those found go to the scratch disk, are put in order by their keys alone,
     * and are read some at a time. Slower; for what fails otherwise.
     */
    CAREFUL
}
