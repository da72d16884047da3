package dev.skytrove.query.fold;

import dev.skytrove.query.PostSearch;
import dev.skytrove.query.criteria.Condition;
import dev.skytrove.query.read.SearchMeta;
import java.util.Collection;
import java.util.Map;

/** Folds on one listing of the lake, within the range of one search; see {@link PostSearch#fold}. */
public interface PostFolds {
    /** All posts of the range that meet the search's own condition and may be seen. */
    <T> T fold(PostFold<T> fold);

    /** The same of those that meet another condition: with {@link Condition#ANYTHING}, of all public posts. */
    <T> T fold(Condition condition, PostFold<T> fold);

    /** The newest handles of accounts; those of which none is known are not in it. */
    Map<String, String> handles(Collection<String> dids);

    /** How it came about so far; nothing is ever skipped. */
    SearchMeta meta();
}
