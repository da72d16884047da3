package dev.skytrove.importer;

import java.io.IOException;
import java.io.InputStream;
import java.util.OptionalLong;

/** Something to read lines from. */
interface Source {
    /** What people call it. */
    String name();

    /** What tells it from others, and from itself with other content. */
    String identity();

    /** Its length in bytes, packed as it is; empty if that is not known. */
    OptionalLong size();

    /** Its bytes, packed as they are. */
    InputStream open() throws IOException;
}
