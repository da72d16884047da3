package dev.skytrove.query;

import dev.skytrove.query.criteria.Position;
import dev.skytrove.query.posts.PostResult;
import dev.skytrove.query.read.SearchMeta;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A part of a search's result.
 *
 * @param posts in order
 * @param next where the next part starts; empty if this one is the last
 * @param total how many posts the search finds in all parts; empty unless it was asked for
 * @param meta how it came about
 */
public record SearchPage(List<PostResult> posts, Optional<Position> next, OptionalLong total, SearchMeta meta) {}
