package dev.skytrove.query.duckdb;

import dev.skytrove.lake.scratch.ScratchDirectory;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.duckdb.DuckDBConnection;

/** An instance of DuckDB, which may be on its way. All methods may be called from any thread. */
final class Instance implements AutoCloseable {
    private final ScratchDirectory scratch;
    private final CompletableFuture<DuckDBConnection> root;
    private volatile boolean broken;

    Instance(ScratchDirectory scratch, CompletableFuture<DuckDBConnection> root) {
        this.scratch = scratch;
        this.root = root;
    }

    /** Whether it refuses everything from now on. */
    static boolean isBrokenBy(SQLException failure) {
        String message = failure.getMessage();
        return message != null && (message.startsWith("INTERNAL Error") || message.startsWith("FATAL Error"));
    }

    void setBroken() {
        broken = true;
    }

    boolean isBroken() {
        return broken || root.isCompletedExceptionally();
    }

    /** Waits until it is open. */
    DuckDBConnection root() {
        try {
            return root.join();
        } catch (CompletionException e) {
            throw new QueryFailedException("DuckDB cannot be opened", e.getCause());
        }
    }

    /** The directory for what exceeds its memory, in which it may also write files. */
    Path scratch() {
        return scratch.path();
    }

    /** Makes the directory for what exceeds its memory again, if somebody deleted it. */
    void restoreScratch() {
        scratch.restore();
    }

    @Override
    public void close() {
        try (scratch) {
            if (!isFailed()) {
                root().close();
            }
        } catch (SQLException e) {
            throw new QueryFailedException("DuckDB cannot be closed", e);
        }
    }

    private boolean isFailed() {
        return root.handle((connection, failure) -> failure != null).join();
    }
}
