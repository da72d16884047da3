package dev.skytrove.search;

import dev.skytrove.query.criteria.InvalidParameterException;
import dev.skytrove.query.criteria.Quoted;
import java.util.List;
import java.util.Map;

/** Refuses what a request may not have: nobody is to trust an answer to another question than the one asked. */
final class KnownParameters {
    private KnownParameters() {}

    /** @throws InvalidParameterException if a parameter is none of {@code known} */
    static void require(Map<String, List<String>> parameters, String... known) {
        for (String name : parameters.keySet()) {
            if (!List.of(known).contains(name)) {
                String quoted = Quoted.of(name);
                String accepts = known.length == 0 ? "no parameter" : "the parameters are " + String.join(", ", known);
                throw new InvalidParameterException(quoted, "there is no parameter '" + quoted + "'", accepts);
            }
        }
    }
}
