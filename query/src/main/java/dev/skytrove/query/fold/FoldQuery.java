package dev.skytrove.query.fold;

import dev.skytrove.lake.storage.ObjectStore;
import dev.skytrove.query.accounts.AccountReader;
import dev.skytrove.query.accounts.Names;
import dev.skytrove.query.accounts.NamesReader;
import dev.skytrove.query.admission.MemoryMode;
import dev.skytrove.query.criteria.Condition;
import dev.skytrove.query.criteria.SearchCriteria;
import dev.skytrove.query.duckdb.Session;
import dev.skytrove.query.files.AccountDigest;
import dev.skytrove.query.files.DigestFolder;
import dev.skytrove.query.files.FilePlan;
import dev.skytrove.query.files.ListingMemory;
import dev.skytrove.query.filter.FeatureReader;
import dev.skytrove.query.filter.RegexCheck;
import dev.skytrove.query.handles.HandleResolver;
import dev.skytrove.query.index.IndexSearch;
import dev.skytrove.query.posts.Accounts;
import dev.skytrove.query.read.LakeReader;
import dev.skytrove.query.read.SearchMeta;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Folds of one query, carried out on one listing of the lake in one session. */
public final class FoldQuery implements PostFolds {
    private final Session session;
    private final SearchCriteria criteria;
    private final FilePlan plan;
    private final LakeReader reader;
    private final AccountReader accountReader;
    private final Accounts accounts;
    private final NamesReader namesReader;
    private final PostFolder folder;
    private final FeatureReader features;
    private final Supplier<Duration> elapsed;
    private Optional<String> warning = Optional.empty();

    /** @param elapsed how long the query has taken */
    public FoldQuery(
            Session session,
            MemoryMode mode,
            ObjectStore store,
            ListingMemory listings,
            LakeReader reader,
            IndexSearch indexes,
            DigestFolder digests,
            HandleResolver resolver,
            SearchCriteria criteria,
            Supplier<Duration> elapsed) {
        this.session = session;
        this.criteria = criteria;
        this.reader = reader;
        this.elapsed = elapsed;
        indexes.begin(criteria.condition(), criteria.range().start());
        // Before the listing, which then has all that the digest covers.
        Optional<AccountDigest> digest = digests.newest();
        this.plan = FilePlan.list(store, listings, criteria.range().start());
        this.accountReader = new AccountReader(reader, digests, digest, plan::accounts);
        this.accounts = new Accounts(session, accountReader);
        this.namesReader = new NamesReader(session, accountReader, resolver);
        this.features = new FeatureReader(session, store, reader);
        this.folder = new PostFolder(session, mode, plan, reader, indexes, accounts, features);
    }

    @Override
    public <T> T fold(PostFold<T> fold) {
        return fold(criteria.condition(), fold);
    }

    @Override
    public <T> T fold(Condition condition, PostFold<T> fold) {
        RegexCheck.require(session, condition);
        features.require(condition, fold.features());
        Names names = namesReader.read(condition);
        warning = warning.or(namesReader::warning);
        return folder.fold(criteria.with(condition), names, fold);
    }

    @Override
    public Map<String, String> handles(Collection<String> dids) {
        return accounts.handles(dids);
    }

    @Override
    public SearchMeta meta() {
        return new SearchMeta(
                reader.filesRead(),
                folder.hoursRead(),
                0,
                plan.foreignNames(),
                reader.leftOut(),
                elapsed.get(),
                warning);
    }

    /** Where it learnt about accounts. */
    public AccountReader accounts() {
        return accountReader;
    }

    /** The names of the files of posts that cannot be read. */
    public List<String> leftOut() {
        return reader.leftOut();
    }
}
