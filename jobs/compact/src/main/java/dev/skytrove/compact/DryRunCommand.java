package dev.skytrove.compact;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.skytrove.jobs.StoreFailures;
import dev.skytrove.lake.LakeListing;
import dev.skytrove.lake.Table;
import dev.skytrove.lake.index.DigestKind;
import dev.skytrove.lake.index.MonthIndex;
import dev.skytrove.runtime.Output;
import dev.skytrove.runtime.Subcommand;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.ParseResult;

/** Prints what a run would merge and delete now. */
@Singleton
final class DryRunCommand implements Subcommand {
    static final String NAME = "--dry-run";

    private final CompactPlan.Maker plans;
    private final IndexPlan.Maker indexes;
    private final MonthIndexPlan.Maker months;
    private final DigestPlan.Maker digests;

    DryRunCommand(
            CompactPlan.Maker plans,
            IndexPlan.Maker indexes,
            MonthIndexPlan.Maker months,
            DigestPlan.Maker digests) {
        this.plans = plans;
        this.indexes = indexes;
        this.months = months;
        this.digests = digests;
    }

    /**
     * A line for each merge.
     *
     * @param name the file that would be written
     * @param replaces the files that it would replace
     * @param bytes their size
     */
    @Serdeable
    record MergeLine(@JsonProperty("merge") String name, List<String> replaces, long bytes) {}

    /**
     * A line for each file to delete.
     *
     * @param name its name
     * @param bytes its size
     */
    @Serdeable
    record DeleteLine(@JsonProperty("delete") String name, long bytes) {}

    /**
     * A line for each word index, which a run with {@code --rewrite} would write.
     *
     * @param name its name
     * @param files the files of posts that it would be of
     * @param bytes their size; of that of a month the size of the indexes that it would be made from
     */
    @Serdeable
    record IndexLine(@JsonProperty("index") String name, int files, long bytes) {}

    /**
     * A line for each digest of a month, which a run with {@code --rewrite} would write.
     *
     * @param name its name
     * @param files how many files it would be of
     */
    @Serdeable
    record DigestLine(@JsonProperty("digest") String name, int files) {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Object run(ParseResult arguments, Output output) {
        return StoreFailures.told(() -> list(output));
    }

    private CompactSummary list(Output output) {
        long start = System.nanoTime();
        Tally tally = new Tally();
        CompactPlan plan = plans.ofNewest();
        tally.foreign(plan.foreignNames());
        for (Table table : Table.values()) {
            plan.merges(table).forEach(task -> {
                output.print(line(task));
                tally.merged(task, new Merger.Merged(0, 0, 0));
            });
            plan.superseded(table).values().forEach(replaced -> replaced.forEach(dead -> {
                output.print(new DeleteLine(dead.file().name(), dead.size()));
                tally.deleted(1, dead.size());
            }));
        }
        for (DigestKind kind : DigestKind.values()) {
            list(digests.make(kind), output, tally);
        }
        IndexPlan words = indexes.make();
        tally.indexesDamaged(words.damaged());
        words.writes().forEach(task -> {
            output.print(new IndexLine(task.index().name(), task.files().size(), task.bytes()));
            tally.indexed(task, 0, Duration.ZERO);
        });
        words.deletes().forEach(index -> output.print(new DeleteLine(index.file().name(), index.size())));
        tally.indexesDeleted(words.deletes().size());
        MonthIndexPlan ofMonths = months.make(words.days(), words.months());
        tally.indexesDamaged(ofMonths.damaged());
        ofMonths.writes().forEach(task -> {
            output.print(new IndexLine(task.index().name(MonthIndex.Part.WORDS), task.files(), task.bytes()));
            tally.monthIndexed(0);
        });
        ofMonths.deletes().forEach(object -> output.print(new DeleteLine(object.name(), object.size())));
        tally.indexesDeleted(ofMonths.deletes().size());
        return tally.summary(true, Duration.ofNanos(System.nanoTime() - start));
    }

    private static void list(DigestPlan plan, Output output, Tally tally) {
        tally.indexesDamaged(plan.damaged());
        plan.writes().forEach(task -> {
            output.print(new DigestLine(task.digest().name(), task.files().size()));
            tally.digested(0);
        });
        plan.deletes().forEach(old -> output.print(new DeleteLine(old.digest().name(), old.size())));
        tally.digestsDeleted(plan.deletes().size());
    }

    private static MergeLine line(MergeTask task) {
        List<String> replaced = task.files().stream()
                .map(LakeListing.Entry::file)
                .map(file -> file.name())
                .toList();
        return new MergeLine(task.replacement().name(), replaced, task.bytes());
    }
}
