package dev.skytrove.acceptance;

import dev.skytrove.testing.ProjectPaths;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The modules and what each may depend on, as the table in {@code docs/architecture.md} says. */
final class ModuleTable {
    private static final Pattern ROW = Pattern.compile("\\| (`[a-z/`, ]+/`) \\| [^|]+ \\| ([^|]+) \\|");
    private static final Pattern QUOTED = Pattern.compile("`([a-z/]+?)/?`");

    private ModuleTable() {}

    /** One module. */
    record Module(String name, Path folder, List<String> mayDependOn) {
        /** Its own packages' prefix. */
        String rootPackage() {
            return "dev.skytrove." + name;
        }

        Path classes() {
            return folder.resolve("target/classes");
        }

        Path pom() {
            return folder.resolve("pom.xml");
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /** All modules of the table, in its order. */
    static List<Module> read() throws IOException {
        Path root = ProjectPaths.find().root();
        List<Module> modules = new ArrayList<>();
        for (String line : Files.readAllLines(root.resolve("docs/architecture.md"))) {
            Matcher row = ROW.matcher(line);
            if (row.matches()) {
                List<String> mayDependOn = quoted(row.group(2));
                quoted(row.group(1)).forEach(folder -> modules.add(
                        new Module(name(folder), root.resolve(folder), mayDependOn)));
            }
        }
        return modules;
    }

    /** The folder's last part; what modules of a folder have in common is named after that folder. */
    private static String name(String folder) {
        String last = folder.replaceFirst("/common$", "").replaceFirst(".*/", "");
        // No package may have the name of a word of Java.
        return last.equals("import") ? "importer" : last;
    }

    private static List<String> quoted(String cell) {
        return QUOTED.matcher(cell).results().map(match -> match.group(1)).collect(Collectors.toList());
    }
}
