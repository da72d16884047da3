package dev.skytrove.query.criteria;

import java.util.List;
import java.util.Optional;

/**
 * The order of a result, from the parameters {@code sort} and {@code seed}.
 *
 * @param order by time; {@link Order#OLDEST} with a ranking, whose places grow as those of time do then
 * @param ranking empty for an order by time
 * @param fingerprint of the parameters, for cursors
 */
record Sort(Order order, Optional<Ranking> ranking, long fingerprint) {
    private static final String SORT = "sort";
    private static final String SEED = "seed";
    private static final int LONGEST_SEED = 100;

    private static final Sort NEWEST = new Sort(Order.NEWEST, Optional.empty(), Order.NEWEST.name().hashCode());
    private static final Sort OLDEST = new Sort(Order.OLDEST, Optional.empty(), Order.OLDEST.name().hashCode());

    /** @throws InvalidParameterException if there is no such order, or a seed without need */
    static Sort of(Parameters given) {
        String sort = given.single(SORT).strip();
        String seed = given.single(SEED);
        if (!seed.isEmpty() && !sort.equals("random")) {
            throw new InvalidParameterException(SEED, "seed is given without sort=random", "sort=random with it");
        }
        return switch (sort) {
            case "newest", "" -> NEWEST;
            case "oldest" -> OLDEST;
            case "top" -> ranked(new Ranking.Likes(), given);
            case "random" -> ranked(random(seed), given);
            default ->
                throw new InvalidParameterException(
                        SORT, "sort is '" + Quoted.of(sort) + "'", "newest, oldest, top or random");
        };
    }

    private static Ranking random(String seed) {
        if (seed.length() > LONGEST_SEED) {
            throw new InvalidParameterException(
                    SEED, "seed has " + seed.length() + " characters", "at most " + LONGEST_SEED + " characters");
        }
        return Ranking.Random.of(FilterValues.clean(seed));
    }

    private static Sort ranked(Ranking ranking, Parameters given) {
        return new Sort(Order.OLDEST, Optional.of(ranking), given.fingerprint(List.of(SORT, SEED)));
    }
}
