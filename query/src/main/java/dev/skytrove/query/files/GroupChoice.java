package dev.skytrove.query.files;

import dev.skytrove.lake.parquet.GroupTable;
import java.util.Collection;
import java.util.List;

/** Tells which row groups of a file of posts somebody wants to read. */
@FunctionalInterface
public interface GroupChoice {
    /** Some row groups of a table, in order. */
    List<GroupTable.Group> of(GroupTable table);

    /** Those that may have a post with one of some record keys. */
    static GroupChoice ofKeys(Collection<String> keys) {
        return table -> table.groups().stream().filter(group -> table.mayHaveKey(group, keys)).toList();
    }

    /** Those that may have a post of one of some accounts. */
    static GroupChoice ofAuthors(Collection<String> dids) {
        return table -> table.groups().stream().filter(group -> table.mayHaveAuthor(group, dids)).toList();
    }
}
