package dev.skytrove.compact;

import dev.skytrove.jobs.LakeLease;
import dev.skytrove.lake.parquet.UnknownColumnsException;
import dev.skytrove.lake.snapshot.UnreadableManifestException;
import dev.skytrove.lake.storage.ObjectNotFoundException;
import dev.skytrove.query.duckdb.QueryFailedException;
import dev.skytrove.query.duckdb.QueryStoppedException;
import dev.skytrove.query.files.LakeChangedException;
import dev.skytrove.runtime.JobFailedException;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The steps of a run: one that cannot be taken leaves the others alone. */
final class Steps {
    private static final Logger LOG = LoggerFactory.getLogger(Steps.class);

    private final LakeLease lease;
    private final Tally tally;
    private int failed;
    private Exception firstFailure;

    Steps(LakeLease lease, Tally tally) {
        this.lease = lease;
        this.tally = tally;
    }

    /** What is done in a step. */
    @FunctionalInterface
    interface Step {
        void run() throws IOException;
    }

    Tally tally() {
        return tally;
    }

    /** @param name what it is about, for people */
    void take(String name, Step step) {
        lease.renew();
        try {
            step.run();
        } catch (LakeChangedException | ObjectNotFoundException e) {
            LOG.info("{} is left for another run: {}", name, e.getMessage());
            tally.skipped();
        } catch (UnknownColumnsException e) {
            LOG.warn("{} is left alone: {}", name, e.getMessage());
            tally.skipped();
        } catch (IOException | QueryFailedException | QueryStoppedException | UnreadableManifestException e) {
            LOG.error("{} is left alone: {}", name, e.getMessage());
            failed++;
            firstFailure = firstFailure == null ? e : firstFailure;
        }
    }

    /** Whether a name is left for what replaces files; else they are told and left alone. */
    boolean isReplaceable(MergeTask task) {
        if (!task.isReplaceable()) {
            LOG.warn(
                    "{} is left alone: it has the last generation that a name can have; see 'Which files are live' in formats.md",
                    task.files().getFirst().file().name());
            tally.skipped();
        }
        return task.isReplaceable();
    }

    /** @throws JobFailedException if a step failed */
    void requireNoFailure() {
        if (failed > 0) {
            throw new JobFailedException(
                    failed + " steps failed, all others are done; the first: " + firstFailure.getMessage(), firstFailure);
        }
    }
}
