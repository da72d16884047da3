package dev.skytrove.importer;

import dev.skytrove.runtime.UsageException;
import java.util.ArrayList;
import java.util.List;

/**
 * What an import is asked for.
 *
 * @param sources files, directories and URLs, at least one
 * @param again whether what was imported before is read again
 * @param all whether hours are imported that a flush may still write
 * @param features whether the sources are files of features
 */
record ImportOptions(List<String> sources, boolean again, boolean all, boolean features) {
    static final String USAGE = "[--again] [--all-hours] FILE|DIR|URL... | --features [--again] FILE...";

    ImportOptions {
        sources = List.copyOf(sources);
    }

    /** @throws UsageException if the arguments are wrong */
    static ImportOptions parse(List<String> arguments) {
        List<String> sources = new ArrayList<>();
        boolean again = false;
        boolean all = false;
        boolean features = false;
        for (String argument : arguments) {
            switch (argument) {
                case "--again" -> again = true;
                case "--all-hours" -> all = true;
                case "--features" -> features = true;
                default -> {
                    if (argument.startsWith("-")) {
                        throw new UsageException("import has no option '" + argument + "'");
                    }
                    sources.add(argument);
                }
            }
        }
        if (sources.isEmpty()) {
            throw new UsageException("import needs what to import: import " + USAGE);
        }
        if (features && all) {
            throw new UsageException("--all-hours is no option of --features");
        }
        return new ImportOptions(sources, again, all, features);
    }
}
