package dev.skytrove.query.accounts;

import dev.skytrove.query.duckdb.DuckDb;
import dev.skytrove.query.duckdb.QueryFailedException;
import dev.skytrove.query.files.AccountDigest;
import dev.skytrove.query.files.DigestFolder;
import dev.skytrove.query.files.PlannedFile;
import dev.skytrove.query.read.LakeReader;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * Reads the events of accounts for one query: from a digest, where there is one, and from the files that it does not
 * cover.
 */
public final class AccountReader {
    private final LakeReader reader;
    /** Empty where no digest is to be used. */
    private final Optional<DigestFolder> digests;

    private final Supplier<List<PlannedFile>> live;
    private Optional<AccountDigest> digest;

    /** What the digest does not cover; empty until somebody reads. */
    private Optional<List<PlannedFile>> rest = Optional.empty();

    /**
     * @param digest the newest one, or none
     * @param live all files of accounts, not asked for before somebody reads
     */
    public AccountReader(
            LakeReader reader,
            DigestFolder digests,
            Optional<AccountDigest> digest,
            Supplier<List<PlannedFile>> live) {
        this(reader, Optional.of(digests), digest, live);
    }

    private AccountReader(
            LakeReader reader,
            Optional<DigestFolder> digests,
            Optional<AccountDigest> digest,
            Supplier<List<PlannedFile>> live) {
        this.reader = reader;
        this.digests = digests;
        this.digest = digest;
        this.live = live;
    }

    /** Reads some files and no digest: of what was said later, a digest has some, too. */
    public static AccountReader ofFiles(LakeReader reader, Supplier<List<PlannedFile>> files) {
        return new AccountReader(reader, Optional.empty(), Optional.empty(), files);
    }

    /**
     * Passes paths for {@code read_parquet(?)}, group after group: each event that counts is in one of them, some are in
     * two.
     */
    public void read(Consumer<List<String>> query) {
        read(UnaryOperator.identity(), query);
    }

    /**
     * The same of some accounts.
     *
     * @param choice of the files that no digest covers those that may say something of them; the others are taken for read
     */
    public void read(UnaryOperator<List<PlannedFile>> choice, Consumer<List<String>> query) {
        if (rest.isEmpty()) {
            plan();
        }
        digest.ifPresent(some -> read(some, query));
        List<PlannedFile> files = rest.orElseThrow();
        List<PlannedFile> chosen = choice.apply(files);
        if (chosen.size() < files.size()) {
            reader.consult(files);
        }
        reader.read(chosen, query);
    }

    /** All files of accounts. */
    List<PlannedFile> live() {
        return live.get();
    }

    /** How many files were read because no digest covers them. */
    int uncovered() {
        return rest.map(List::size).orElse(0);
    }

    private void plan() {
        if (digest.isEmpty() && live().size() > AccountDigester.MOST_UNCOVERED) {
            digest = digests.flatMap(DigestFolder::fetch);
        }
        rest = digest.flatMap(some -> some.rest(live()));
        if (rest.isEmpty()) {
            readAll();
        }
    }

    private void readAll() {
        digest = Optional.empty();
        rest = Optional.of(live());
    }

    private void read(AccountDigest some, Consumer<List<String>> query) {
        try {
            query.accept(List.of(DuckDb.pattern(some.path())));
        } catch (QueryFailedException e) {
            digests.orElseThrow().reject(e);
            readAll();
        }
    }
}
