package dev.skytrove.query.fold;

import dev.skytrove.lake.storage.ObjectStore;
import dev.skytrove.query.accounts.AccountReader;
import dev.skytrove.query.accounts.Names;
import dev.skytrove.query.accounts.NamesReader;
import dev.skytrove.query.admission.MemoryMode;
import dev.skytrove.query.criteria.Condition;
import dev.skytrove.query.criteria.SearchCriteria;
import dev.skytrove.query.duckdb.Session;
import dev.skytrove.query.files.DigestFolder;
import dev.skytrove.query.files.FilePlan;
import dev.skytrove.query.files.ListingMemory;
import dev.skytrove.query.filter.FeatureReader;
import dev.skytrove.query.filter.RegexCheck;
import dev.skytrove.query.handles.HandleResolver;
import dev.skytrove.query.index.IndexSearch;
import dev.skytrove.query.posts.Accounts;
import dev.skytrove.query.posts.KeyDigests;
import dev.skytrove.query.posts.LakeView;
import dev.skytrove.query.posts.TakenBack;
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
    private final LakeView view;
    private final Accounts accounts;
    private final NamesReader namesReader;
    private final PostFolder folder;
    private final FeatureReader features;
    private final Supplier<Duration> elapsed;
    private Optional<String> warning = Optional.empty();

    /** By the first fold, which is that of what the search finds. */
    private Optional<Long> removed = Optional.empty();

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
            KnownHiddenRows hiddenRows,
            KeyDigests keys,
            SearchCriteria criteria,
            Supplier<Duration> elapsed) {
        this.session = session;
        this.criteria = criteria;
        this.reader = reader;
        this.elapsed = elapsed;
        indexes.begin(criteria.condition(), criteria.range().start());
        this.view = LakeView.of(criteria, session, store, listings, reader, digests);
        this.plan = view.plan();
        this.accounts = new Accounts(session, view.accounts(), Optional.of(keys));
        this.namesReader = new NamesReader(session, view.accounts(), resolver);
        this.features = new FeatureReader(session, plan::features, reader);
        this.folder = new PostFolder(session, mode, plan, reader, indexes, accounts, features, view.takenBack(),
                new HiddenRows(session, plan, reader, view.accounts(), hiddenRows), keys);
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
        T folded = folder.fold(criteria.with(condition), names, fold);
        if (removed.isEmpty()) {
            removed = Optional.of(view.takenBack().map(TakenBack::count).orElse(0L));
        }
        return folded;
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
                warning,
                view.read(criteria, removed.orElse(0L)));
    }

    /** Where it learnt about accounts of the lake as it is. */
    public AccountReader accounts() {
        return view.accountsNow();
    }

    /** The names of the files of posts that cannot be read. */
    public List<String> leftOut() {
        return reader.leftOut();
    }
}
