package dev.skytrove.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Standard error for whatever writes to it without the log: the JVM for an exception that nobody caught, a library. Lines
 * leave it as those of the log do, without secrets and control characters.
 */
final class GuardedStream extends OutputStream {
    /** Of a line that does not end, in bytes. */
    private static final int MOST = 64 << 10;

    private final OutputStream target;
    private final SecretRedactor redactor;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();

    GuardedStream(OutputStream target, SecretRedactor redactor) {
        this.target = target;
        this.redactor = redactor;
    }

    @Override
    public synchronized void write(int value) throws IOException {
        if (value == '\n') {
            end("\n");
        } else {
            line.write(value);
            if (line.size() == MOST) {
                end("");
            }
        }
    }

    /** Writes what began a line, too: nothing may follow. */
    @Override
    public synchronized void flush() throws IOException {
        if (line.size() > 0) {
            end("");
        }
        target.flush();
    }

    private void end(String ending) throws IOException {
        String text = line.toString(UTF_8);
        line.reset();
        // The indent of a stack trace.
        int tabs = 0;
        while (tabs < text.length() && text.charAt(tabs) == '\t') {
            tabs++;
        }
        String shown = LogText.of(text.substring(tabs), LogLayout.LONGEST, redactor);
        target.write(("\t".repeat(tabs) + shown + ending).getBytes(UTF_8));
    }
}
