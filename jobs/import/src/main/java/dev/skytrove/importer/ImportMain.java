package dev.skytrove.importer;

import dev.skytrove.runtime.JobRunner;
import dev.skytrove.runtime.Program;
import java.util.List;
import java.util.Optional;

/** The process {@code import}. */
public final class ImportMain {
    private ImportMain() {}

    /** Imports what its arguments name, then ends. */
    public static void main(String[] args) {
        Program program = new Program("import", "Brings recorded events into the lake.", List.of(), Optional.of(ImportOptions.arguments()));
        System.exit(JobRunner.run(program, args, ImportJob.class));
    }
}
