package dev.skytrove.query;

import dev.skytrove.query.criteria.Author;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Whom the names of a condition mean.
 *
 * @param owners the DID of each handle that is known, by the handle in lower case
 * @param tables where the DIDs of the accounts below a domain are, in the column {@code did}, by the domain in lower case
 */
record Names(Map<String, String> owners, Map<String, String> tables) {
    /** For conditions without names. */
    static final Names NONE = new Names(Map.of(), Map.of());

    /** The DIDs of those accounts that are known one by one. */
    List<String> dids(List<Author> authors) {
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

    /** The tables of those below domains. */
    List<String> tables(List<Author> authors) {
        return authors.stream()
                .filter(Author.Below.class::isInstance)
                .map(author -> tables.get(NamesReader.lower(((Author.Below) author).domain())))
                .toList();
    }
}
