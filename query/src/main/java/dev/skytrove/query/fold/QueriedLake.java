package dev.skytrove.query.fold;

import dev.skytrove.query.accounts.NamesReader;
import dev.skytrove.query.admission.MemoryMode;
import dev.skytrove.query.criteria.SearchCriteria;
import dev.skytrove.query.criteria.TimeRange;
import dev.skytrove.query.duckdb.Session;
import dev.skytrove.query.files.FilePlan;
import dev.skytrove.query.filter.FeatureReader;
import dev.skytrove.query.index.IndexSearch;
import dev.skytrove.query.index.RowFinder;
import dev.skytrove.query.posts.Accounts;
import dev.skytrove.query.posts.HiddenPosts;
import dev.skytrove.query.posts.LakeView;
import dev.skytrove.query.posts.Matches;
import dev.skytrove.query.read.LakeReader;
import java.util.List;
import java.util.Optional;

/** The lake as one query sees it: one listing of it, read in one session, and what is known of it before. */
public final class QueriedLake {
    private final QueryTools tools;
    private final LakeMemory memory;
    private final LakeView view;
    private final Accounts accounts;
    private final NamesReader names;
    private final FeatureReader features;
    private final HiddenRows hiddenRows;

    private QueriedLake(QueryTools tools, LakeMemory memory, LakeView view) {
        this.tools = tools;
        this.memory = memory;
        this.view = view;
        this.accounts = new Accounts(tools.session(), view.accounts(), Optional.of(memory.keys()));
        this.names = new NamesReader(tools.session(), view.accounts(), memory.resolver());
        this.features = newFeatures();
        this.hiddenRows = new HiddenRows(tools.session(), view.plan(), tools.reader(), view.accounts(), memory.kept().hiddenRows());
    }

    /** Lists what a search needs of the lake. */
    public static QueriedLake list(SearchCriteria criteria, QueryTools tools, LakeMemory memory) {
        // Meanwhile the indexes arrive.
        tools.indexes().begin(criteria.condition(), criteria.range().start());
        LakeView view = LakeView.of(
                criteria, tools.session(), memory.store(), memory.listings(), tools.reader(), memory.digests());
        return new QueriedLake(tools, memory, view);
    }

    /** Where its tables are. */
    public Session session() {
        return tools.session();
    }

    /** How thrifty it is. */
    public MemoryMode mode() {
        return tools.mode();
    }

    /** Reads its files. */
    public LakeReader reader() {
        return tools.reader();
    }

    /** Finds words in it. */
    public IndexSearch indexes() {
        return tools.indexes();
    }

    /** Which lake it is, or which snapshot of it. */
    public LakeView view() {
        return view;
    }

    /** Its files. */
    public FilePlan plan() {
        return view.plan();
    }

    /** What it says of the authors of posts found. */
    public Accounts accounts() {
        return accounts;
    }

    /** What it says of those whom a search names. */
    public NamesReader names() {
        return names;
    }

    /** The features that conditions are about. */
    public FeatureReader features() {
        return features;
    }

    /** A further reader of features, for others than {@link #features} has read. */
    public FeatureReader newFeatures() {
        return new FeatureReader(tools.session(), view.plan()::features, tools.reader());
    }

    /** Which rows nobody may see. */
    HiddenRows hiddenRows() {
        return hiddenRows;
    }

    /** What counts of all posts found out. */
    KeptCounts kept() {
        return memory.kept();
    }

    /**
     * Which rows of posts of a range a search has to look at.
     *
     * @param authors the only ones whose posts it finds; empty for anybody's
     * @param finder what is known by other conditions
     */
    public RowFinder finder(TimeRange range, List<String> authors, RowFinder finder) {
        return memory.keys().finder(tools.session(), plan().posts(range.start(), range.end()), authors, finder);
    }

    /** What hides posts that were found. */
    public HiddenPosts hidden(Matches matches) {
        return new HiddenPosts(
                tools.session(), view.plan(), tools.reader(), matches, accounts, Optional.of(memory.keys()), view.takenBack());
    }
}
