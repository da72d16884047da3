package dev.skytrove.lake.index;

import dev.skytrove.lake.parquet.IndexRow;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** Puts parts together whose blocks follow each other. */
final class RunMerge {
    private final int mostPosts;

    RunMerge(int mostPosts) {
        this.mostPosts = mostPosts;
    }

    /** Takes the rows of an index. */
    @FunctionalInterface
    interface Target {
        void write(IndexRow row) throws IOException;
    }

    /**
     * Passes the rows of all parts, each run once, and deletes the parts.
     *
     * @param files the parts, in the order of their blocks
     * @param rare takes runs in order, with their blocks
     * @return the runs that are in too many posts, in order
     */
    List<IndexRow> merge(List<Path> files, Target rare) throws IOException {
        List<RunPart> parts = new ArrayList<>();
        List<IndexRow> common = new ArrayList<>();
        try {
            PriorityQueue<Source> queue = new PriorityQueue<>(Source.ORDER);
            for (Path file : files) {
                RunPart part = RunPart.open(file);
                parts.add(part);
                offer(queue, new Source(part, parts.size()));
            }
            while (!queue.isEmpty()) {
                IndexRow row = next(queue);
                if (row.posts() > mostPosts) {
                    common.add(row);
                } else {
                    rare.write(row);
                }
            }
            return common;
        } finally {
            for (RunPart part : parts) {
                part.close();
            }
        }
    }

    private IndexRow next(PriorityQueue<Source> queue) throws IOException {
        byte[] run = queue.element().part.row().run();
        int posts = 0;
        BlockList blocks = new BlockList();
        while (!queue.isEmpty() && Arrays.equals(queue.element().part.row().run(), run)) {
            Source source = queue.remove();
            posts = (int) Math.min(Integer.MAX_VALUE, (long) posts + source.part.row().posts());
            blocks.addAll(source.part.row().blocks());
            offer(queue, source);
        }
        return new IndexRow(run, posts, posts > mostPosts ? new int[0] : blocks.toArray());
    }

    private static void offer(PriorityQueue<Source> queue, Source source) throws IOException {
        if (source.part.next()) {
            queue.add(source);
        }
    }

    private record Source(RunPart part, int number) {
        static final Comparator<Source> ORDER = Comparator.comparing(
                        (Source source) -> source.part.row().run(), Arrays::compareUnsigned)
                .thenComparingInt(Source::number);
    }
}
