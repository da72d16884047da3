package dev.skytrove.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/** The jobs that keep a lake small and right, as an installation runs them, but without their patience. */
final class Upkeep {
    /** Hours of replayed days are long over, and no query is at work when files go. */
    private static final Map<String, String> AT_ONCE = Map.of(
            "SKYTROVE_COMPACT_MARGIN", "0s",
            "SKYTROVE_COMPACT_SETTLED", "0s",
            "SKYTROVE_COMPACT_GRACE", "0s",
            "SKYTROVE_COMPACT_WINDOW", "60d");

    private final DemoProcesses processes;
    private long rowsRemoved;
    private long filesMerged;
    private long filesDeleted;
    private double slowest;

    Upkeep(DemoProcesses processes) {
        this.processes = processes;
    }

    /** Merges what is over, and deletes what an earlier call merged. */
    void compact() {
        JsonNode summary = processes.job(Installation.Component.COMPACT, AT_ONCE);
        rowsRemoved += summary.path("rows_removed").asLong();
        filesMerged += summary.path("files_merged").asLong();
        filesDeleted += summary.path("files_deleted").asLong();
        slowest = Math.max(slowest, summary.path("elapsed_ms").asLong() / 1e3);
    }

    /** How many rows compactions left out: of posts that were deleted or changed. */
    long rowsRemoved() {
        return rowsRemoved;
    }

    /** How many files they replaced. */
    long filesMerged() {
        return filesMerged;
    }

    /** How many files went, because others have their rows. */
    long filesDeleted() {
        return filesDeleted;
    }

    /**
     * What a snapshot and a deletion found.
     *
     * @param snapshot its time
     * @param files how many it names
     * @param expired how many objects were older than they must be kept
     */
    record Kept(String snapshot, long files, long expired) {}

    /** How long the slowest took, in seconds. */
    double slowest() {
        return slowest;
    }

    /**
     * Takes a snapshot, reads all of it again, and deletes what is old.
     *
     * @throws IllegalStateException if a file is not as it was
     */
    Kept snapshot() {
        processes.job(Installation.Component.SNAPSHOT, Map.of());
        JsonNode verified = processes.job(Installation.Component.SNAPSHOT, Map.of(), "verify");
        JsonNode expired = processes.job(Installation.Component.TTL, Map.of());
        return new Kept(
                verified.path("snapshot").asText(), verified.path("files").asLong(), expired.path("objects").asLong());
    }
}
