package dev.skytrove.runjob;

import dev.skytrove.compact.CompactMain;
import dev.skytrove.feeds.FeedsMain;
import dev.skytrove.flush.FlushMain;
import dev.skytrove.importer.ImportMain;
import dev.skytrove.snapshot.SnapshotMain;
import dev.skytrove.ttl.TtlMain;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The jobs that there are. A new one is a line here, and a dependency in the pom. */
enum JobName {
    FLUSH,
    COMPACT,
    TTL,
    SNAPSHOT,
    FEEDS,
    IMPORT;

    /** What people call it. */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The job of this name; empty if there is none. */
    static Optional<JobName> of(String label) {
        return Stream.of(values()).filter(job -> job.label().equals(label)).findFirst();
    }

    /** Becomes the job: does not return. */
    void main(String[] args) {
        switch (this) {
            case FLUSH -> FlushMain.main(args);
            case COMPACT -> CompactMain.main(args);
            case TTL -> TtlMain.main(args);
            case SNAPSHOT -> SnapshotMain.main(args);
            case FEEDS -> FeedsMain.main(args);
            case IMPORT -> ImportMain.main(args);
        }
    }
}
