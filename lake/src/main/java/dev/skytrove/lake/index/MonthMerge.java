package dev.skytrove.lake.index;

import dev.skytrove.lake.parquet.IndexReader;
import dev.skytrove.lake.parquet.IndexRow;
import dev.skytrove.lake.parquet.MonthIndexRow;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;

/**
 * Puts the indexes of days together whose blocks follow each other. Each is read as two streams, since its common runs are
 * behind all others. Holds one row of each in memory, and what its reader holds. Not for use by several threads at once.
 */
final class MonthMerge implements Closeable {
    private final List<Source> sources = new ArrayList<>();
    private final PriorityQueue<Source> queue = new PriorityQueue<>(Source.ORDER);

    private MonthMerge() {}

    /**
     * Begins.
     *
     * @param days where the indexes are, in the order of the days
     * @param contents what each says of itself
     */
    static MonthMerge open(List<Path> days, List<IndexContents> contents) throws IOException {
        MonthMerge merge = new MonthMerge();
        try {
            int blocks = 0;
            for (int i = 0; i < days.size(); i++) {
                IndexContents day = contents.get(i);
                if (day.files().isEmpty()) {
                    continue;
                }
                merge.add(new Source(IndexReader.openRare(days.get(i), day.mostPosts()), day, blocks));
                merge.add(new Source(IndexReader.openCommon(days.get(i), day.mostPosts()), day, blocks));
                blocks += day.blocks();
            }
            return merge;
        } catch (IOException | RuntimeException e) {
            merge.close();
            throw e;
        }
    }

    /** The next row, each run once, in the order of their bytes; empty behind the last one. */
    Optional<MonthIndexRow> next() throws IOException {
        if (queue.isEmpty()) {
            return Optional.empty();
        }
        byte[] run = queue.element().row.run();
        long posts = 0;
        BlockList blocks = new BlockList();
        BlockList days = new BlockList();
        while (!queue.isEmpty() && Arrays.equals(queue.element().row.run(), run)) {
            Source source = queue.remove();
            posts += source.row.posts();
            source.addTo(blocks, days);
            offer(source);
        }
        IndexRow row = new IndexRow(run, (int) Math.min(Integer.MAX_VALUE, posts), blocks.toArray());
        return Optional.of(new MonthIndexRow(row, days.toArray()));
    }

    @Override
    public void close() throws IOException {
        IOException failure = null;
        for (Source source : sources) {
            try {
                source.reader.close();
            } catch (IOException e) {
                failure = e;
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    private void add(Source source) throws IOException {
        sources.add(source);
        offer(source);
    }

    private void offer(Source source) throws IOException {
        if (source.step()) {
            queue.add(source);
        }
    }

    /** One of the two streams of a day. */
    private static final class Source {
        /** Of the same run in the order of their blocks. */
        static final Comparator<Source> ORDER = Comparator.comparing(
                        (Source source) -> source.row.run(), Arrays::compareUnsigned)
                .thenComparingInt(source -> source.firstBlock);

        private final IndexReader reader;
        private final int day;
        private final int mostPosts;
        private final int firstBlock;
        private final int endBlock;
        private IndexRow row = new IndexRow(new byte[0], 0, new int[0]);
        private boolean begun;

        /** @param firstBlock the number that the day's first block has in the month */
        Source(IndexReader reader, IndexContents contents, int firstBlock) {
            this.reader = reader;
            this.day = contents.files().getFirst().file().hour().start().atOffset(ZoneOffset.UTC).getDayOfMonth();
            this.mostPosts = contents.mostPosts();
            this.firstBlock = firstBlock;
            this.endBlock = firstBlock + contents.blocks();
        }

        /** Steps to the next row; false behind the last one. */
        boolean step() throws IOException {
            Optional<IndexRow> next = reader.next();
            if (next.isPresent()) {
                if (begun && Arrays.compareUnsigned(row.run(), next.get().run()) >= 0) {
                    throw new IOException("the runs of a day are not in order");
                }
                begun = true;
                row = next.get();
            }
            return next.isPresent();
        }

        void addTo(BlockList blocks, BlockList days) throws IOException {
            if (row.posts() > mostPosts) {
                days.add(day);
                return;
            }
            for (int block : row.blocks()) {
                if (block < 0 || block >= endBlock - firstBlock) {
                    throw new IOException("the index of a day names a block that it does not have");
                }
                blocks.add(firstBlock + block);
            }
        }
    }
}
