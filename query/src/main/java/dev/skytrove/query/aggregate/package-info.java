/**
 * Counts of all posts that a search finds, by time, author, language, hashtag and so on: what is asked for, and how it is
 * carried out as folds of {@link dev.skytrove.query.fold.PostFold}, in one pass over the posts and in bounded memory.
 */
package dev.skytrove.query.aggregate;

