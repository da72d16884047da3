package dev.skytrove.bench.coldstart;

import java.nio.file.Path;
import java.util.List;

/**
 * What is measured.
 *
 * @param name in tables and in the JSON line
 * @param command what starts it
 * @param listens whether it is a server; else it prints the answer, and only takes a socket that it inherits
 * @param files what has to be on a server for it, for its size
 */
record Contender(String name, List<String> command, boolean listens, List<Path> files) {
    /** The one that others are compared with. */
    static final String NATIVE = "native";

    static final String JVM = "jvm";
    static final String AOT = "aot";
    static final String LIMIT = "c";
    static final String NODE = "node";

    /** How it is started, in the words of {@code launch.c}, when nobody hands it a socket. */
    String ownMode() {
        return listens ? "listen" : "print";
    }
}
