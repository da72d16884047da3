package dev.skytrove.query.posts;

import dev.skytrove.lake.storage.ObjectStore;
import dev.skytrove.query.accounts.AccountReader;
import dev.skytrove.query.criteria.SearchCriteria;
import dev.skytrove.query.duckdb.Session;
import dev.skytrove.query.files.AccountDigest;
import dev.skytrove.query.files.DigestFolder;
import dev.skytrove.query.files.FilePlan;
import dev.skytrove.query.files.ListingMemory;
import dev.skytrove.query.files.SnapshotPlans.SnapshotPlan;
import dev.skytrove.query.files.SnapshotPlans;
import dev.skytrove.query.read.LakeReader;
import dev.skytrove.query.read.SnapshotRead;
import java.util.Optional;

/**
 * Which files a search reads: those of the lake as it is listed now, or those that a snapshot names.
 *
 * @param plan of these files
 * @param accounts what is read of accounts
 * @param accountsNow what a digest may be made of: the accounts of the lake as it is
 * @param takenBack of a snapshot, what was taken back since
 * @param redacted how many rows left the snapshot's files since it was taken
 */
public record LakeView(
        FilePlan plan,
        AccountReader accounts,
        AccountReader accountsNow,
        Optional<TakenBack> takenBack,
        long redacted) {
    /** That of a search. */
    public static LakeView of(
            SearchCriteria criteria,
            Session session,
            ObjectStore store,
            ListingMemory listings,
            LakeReader reader,
            DigestFolder digests) {
        // Before the listing, which then has all that the digest covers.
        Optional<AccountDigest> digest = digests.newest();
        if (criteria.snapshot().isEmpty()) {
            FilePlan plan = FilePlan.list(store, listings, criteria.range().start());
            AccountReader accounts = new AccountReader(reader, digests, digest, plan::accounts);
            return new LakeView(plan, accounts, accounts, Optional.empty(), 0);
        }
        SnapshotPlan snapshot = SnapshotPlans.of(store, criteria.snapshot().get(), criteria.range().start());
        FilePlan plan = snapshot.plan();
        FilePlan now = plan.since().orElseThrow();
        AccountReader accountsNow = new AccountReader(reader, digests, digest, now::accounts);
        return new LakeView(
                plan,
                AccountReader.ofFiles(reader, plan::accounts),
                accountsNow,
                Optional.of(new TakenBack(session, now, reader, accountsNow)),
                snapshot.redacted());
    }

    /** The plan alone. */
    public static FilePlan plan(SearchCriteria criteria, ObjectStore store, ListingMemory listings) {
        return criteria.snapshot()
                .map(name -> SnapshotPlans.of(store, name, criteria.range().start()).plan())
                .orElseGet(() -> FilePlan.list(store, listings, criteria.range().start()));
    }

    /**
     * What to tell of the snapshot.
     *
     * @param removed how many posts of it were left out
     */
    public Optional<SnapshotRead> read(SearchCriteria criteria, long removed) {
        return criteria.snapshot().map(name -> new SnapshotRead(name, removed, redacted));
    }
}
