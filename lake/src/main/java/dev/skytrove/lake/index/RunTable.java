package dev.skytrove.lake.index;

import dev.skytrove.lake.parquet.IndexRow;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which runs some posts have, in memory. Posts come in the order of their blocks. */
final class RunTable {
    /** What an entry takes beside its text and its blocks: a node of the map, a text, an array and an object. */
    private static final int ENTRY_BYTES = 144;

    private final int mostPosts;
    private final Map<String, Entry> entries = new HashMap<>();
    private long bytes;
    private long post;

    RunTable(int mostPosts) {
        this.mostPosts = mostPosts;
    }

    /** Adds a post: each of its runs counts once. */
    void add(List<String> runs, int block) {
        post++;
        for (String run : runs) {
            Entry entry = entries.get(run);
            if (entry == null) {
                entry = new Entry();
                entries.put(run, entry);
                bytes += ENTRY_BYTES + 2L * run.length();
            }
            if (entry.lastPost != post) {
                entry.lastPost = post;
                count(entry, block);
            }
        }
    }

    /** Adds a block of which it is not known what runs it has. */
    void addUnknown(int block) {
        Entry entry = entries.computeIfAbsent("", run -> new Entry());
        bytes += Integer.BYTES;
        entry.blocks.add(block);
    }

    /** About how much memory it takes. */
    long bytes() {
        return bytes;
    }

    /** Its rows, in the order of their bytes. Of runs in too many posts they have no blocks. */
    List<IndexRow> sorted() {
        List<IndexRow> rows = new ArrayList<>(entries.size());
        entries.forEach((run, entry) ->
                rows.add(new IndexRow(run.getBytes(StandardCharsets.UTF_8), entry.posts, entry.blocks.toArray())));
        rows.sort((one, other) -> Arrays.compareUnsigned(one.run(), other.run()));
        return rows;
    }

    private void count(Entry entry, int block) {
        entry.posts++;
        if (entry.posts > mostPosts) {
            bytes -= (long) Integer.BYTES * entry.blocks.room();
            entry.blocks.clear();
        } else {
            int room = entry.blocks.room();
            entry.blocks.add(block);
            bytes += (long) Integer.BYTES * (entry.blocks.room() - room);
        }
    }

    private static final class Entry {
        private final BlockList blocks = new BlockList();
        private int posts;
        private long lastPost;
    }
}
