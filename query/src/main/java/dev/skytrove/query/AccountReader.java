package dev.skytrove.query;

import dev.skytrove.query.duckdb.DuckDb;
import dev.skytrove.query.duckdb.QueryFailedException;
import dev.skytrove.query.files.AccountDigest;
import dev.skytrove.query.files.DigestFolder;
import dev.skytrove.query.files.PlannedFile;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Reads the events of accounts for one query: from a digest, where there is one, and from the files that it does not
 * cover.
 */
final class AccountReader {
    private final LakeReader reader;
    private final DigestFolder digests;
    private final List<PlannedFile> live;
    private Optional<AccountDigest> digest;
    private List<PlannedFile> rest;

    /**
     * @param digest the newest one, or none
     * @param live all files of accounts
     */
    AccountReader(LakeReader reader, DigestFolder digests, Optional<AccountDigest> digest, List<PlannedFile> live) {
        this.reader = reader;
        this.digests = digests;
        this.live = live;
        Optional<List<PlannedFile>> uncovered = digest.flatMap(some -> some.rest(live));
        this.digest = uncovered.isPresent() ? digest : Optional.empty();
        this.rest = uncovered.orElse(live);
    }

    /**
     * Passes paths for {@code read_parquet(?)}, group after group: each event that counts is in one of them, some are in
     * two.
     */
    void read(Consumer<List<String>> query) {
        digest.ifPresent(some -> read(some, query));
        reader.read(rest, query);
    }

    /** All files of accounts. */
    List<PlannedFile> live() {
        return live;
    }

    /** How many files no digest covers. */
    int uncovered() {
        return rest.size();
    }

    private void read(AccountDigest some, Consumer<List<String>> query) {
        try {
            query.accept(List.of(DuckDb.pattern(some.path())));
        } catch (QueryFailedException e) {
            digests.reject(e);
            digest = Optional.empty();
            rest = live;
        }
    }
}
