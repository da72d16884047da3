package dev.skytrove.query.fold;

import dev.skytrove.query.accounts.AccountReader;
import dev.skytrove.query.accounts.NamedAccounts;
import dev.skytrove.query.criteria.Condition;
import dev.skytrove.query.criteria.SearchCriteria;
import dev.skytrove.query.filter.RegexCheck;
import dev.skytrove.query.posts.TakenBack;
import dev.skytrove.query.read.SearchMeta;
import dev.skytrove.query.read.UnreadableFilesException;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Folds of one query, carried out on one listing of the lake in one session. */
public final class FoldQuery implements PostFolds {
    private final QueriedLake lake;
    private final SearchCriteria criteria;
    private final PostFolder folder;
    private final Supplier<Duration> elapsed;
    private Optional<String> warning = Optional.empty();

    /** By the first fold, which is that of what the search finds. */
    private Optional<Long> removed = Optional.empty();

    /**
     * @param lake listed for these criteria
     * @param elapsed how long the query has taken
     */
    public FoldQuery(QueriedLake lake, SearchCriteria criteria, Supplier<Duration> elapsed) {
        this.lake = lake;
        this.criteria = criteria;
        this.elapsed = elapsed;
        this.folder = new PostFolder(lake);
    }

    @Override
    public <T> T fold(PostFold<T> fold) {
        return fold(criteria.condition(), fold);
    }

    @Override
    public <T> T fold(Condition condition, PostFold<T> fold) {
        RegexCheck.require(lake.session(), condition);
        lake.features().require(condition, fold.features());
        NamedAccounts names = lake.names().read(condition);
        warning = warning.or(lake.names()::warning);
        T folded = folder.fold(criteria.with(condition), names, fold);
        if (removed.isEmpty()) {
            removed = Optional.of(lake.view().takenBack().map(TakenBack::count).orElse(0L));
        }
        return folded;
    }

    @Override
    public Map<String, String> handles(Collection<String> dids) {
        return lake.accounts().handles(dids);
    }

    @Override
    public SearchMeta meta() {
        return new SearchMeta(
                lake.reader().filesRead(),
                folder.hoursRead(),
                0,
                lake.reader().leftOut(),
                elapsed.get(),
                warning,
                lake.view().read(criteria, removed.orElse(0L)));
    }

    /** What has folded the posts. */
    public PostFolder folder() {
        return folder;
    }

    /** Where it learnt about accounts of the lake as it is. */
    public AccountReader accounts() {
        return lake.view().accountsNow();
    }

    /**
     * Makes sure that all posts could be read, if that is asked for.
     *
     * @throws UnreadableFilesException if not
     */
    public void requireComplete() {
        if (criteria.complete() && !lake.reader().leftOut().isEmpty()) {
            throw UnreadableFilesException.posts(lake.reader().leftOut());
        }
    }
}
