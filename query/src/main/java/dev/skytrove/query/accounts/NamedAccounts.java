package dev.skytrove.query.accounts;

import dev.skytrove.query.criteria.Author;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Whom the names of a condition mean.
 *
 * @param owners the DID of each handle that is known, by the handle in lower case
 * @param tables where the DIDs of the accounts below any of some domains are, in the column {@code did}, by these domains
 */
public record NamedAccounts(Map<String, String> owners, Map<Set<String>, String> tables) {
    /** For conditions without names. */
    public static final NamedAccounts NONE = new NamedAccounts(Map.of(), Map.of());

    /** The DIDs of those accounts that are known one by one. */
    public List<String> dids(List<Author> authors) {
        List<String> dids = new ArrayList<>();
        for (Author author : authors) {
            switch (author) {
                case Author.Did did -> dids.add(did.did());
                case Author.Handle handle -> {
                    String owner = owners.get(NamesReader.lower(handle.handle()));
                    if (owner != null) {
                        dids.add(owner);
                    }
                }
                case Author.Below _ -> {}
            }
        }
        return dids.stream().distinct().toList();
    }

    /** The table of those below domains; none if no domain is named. */
    public Optional<String> table(List<Author> authors) {
        return Optional.ofNullable(tables.get(domains(authors)));
    }

    /** The domains among some authors, in lower case. */
    static Set<String> domains(List<Author> authors) {
        Set<String> domains = new TreeSet<>();
        for (Author author : authors) {
            if (author instanceof Author.Below below) {
                domains.add(NamesReader.lower(below.domain()));
            }
        }
        return domains;
    }
}
