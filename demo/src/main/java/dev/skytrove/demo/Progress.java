package dev.skytrove.demo;

import java.io.PrintStream;

/** What happens, for somebody who watches: on a terminal in one line that changes, else in lines now and then. */
final class Progress {
    private static final long LINES_APART_NANOS = 5_000_000_000L;

    private final PrintStream out;
    private final boolean terminal = Boolean.getBoolean("skytrove.terminal");
    private long nextLine = Long.MIN_VALUE;
    private boolean unfinishedLine;

    Progress(PrintStream out) {
        this.out = out;
    }

    /** A step of the run. */
    void step(String text) {
        finishLine();
        out.println("skytrove: " + text);
    }

    /** A value that changes while a step lasts. */
    void update(String text) {
        if (terminal) {
            out.print("\r\u001b[Kskytrove: " + text);
            out.flush();
            unfinishedLine = true;
        } else if (System.nanoTime() >= nextLine || nextLine == Long.MIN_VALUE) {
            out.println("skytrove: " + text);
            nextLine = System.nanoTime() + LINES_APART_NANOS;
        }
    }

    private void finishLine() {
        if (unfinishedLine) {
            out.println();
            unfinishedLine = false;
        }
        nextLine = Long.MIN_VALUE;
    }
}
