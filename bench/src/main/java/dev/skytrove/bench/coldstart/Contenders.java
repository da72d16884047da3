package dev.skytrove.bench.coldstart;

import dev.skytrove.bench.BenchUsageException;
import dev.skytrove.bench.Report;
import dev.skytrove.bench.Workshop;
import dev.skytrove.testing.ProjectPaths;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Gets ready what is compared. */
final class Contenders {
    private static final String LIBRARY = "libduckdb_java.so";
    /** What starts a function fastest: little to optimise, one thread for the garbage. */
    private static final List<String> JVM_OPTIONS = List.of(
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xmx256m",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow");

    private final Workshop workshop;
    private final Report report;
    private final Path binaries;
    private final Path jar = ProjectPaths.find().jar("search");

    /** @param binaries the folder with the binary and DuckDB's library */
    Contenders(Workshop workshop, Report report, Path binaries) {
        this.workshop = workshop;
        this.report = report;
        this.binaries = binaries;
    }

    /** The function as a binary. */
    Contender binary() throws IOException {
        Path binary = binaries.resolve("search");
        if (!Files.isExecutable(binary)) {
            throw new BenchUsageException("there is no " + binary + "; run ./skytrove build --native search");
        }
        try (Stream<Path> libraries = Files.list(binaries)) {
            List<Path> files = new ArrayList<>(
                    libraries.filter(file -> file.toString().contains(".so")).toList());
            files.add(binary);
            return new Contender(Contender.NATIVE, List.of(binary.toString()), true, files);
        }
    }

    /** The same function on a JVM. */
    Contender jvm() throws IOException {
        return new Contender(Contender.JVM, java(List.of()), true, jars());
    }

    /** The same with a cache of what a JVM otherwise does at each start, made by a run that answers a search. */
    Contender aot(ContenderLauncher launcher, Contender jvm, String target) throws IOException, InterruptedException {
        Path cache = workshop.directory().resolve("search.aot");
        report.step("training the AOT cache");
        Files.deleteIfExists(cache);
        Contender training =
                new Contender("training", java(List.of("-XX:AOTCacheOutput=" + cache)), true, List.of());
        launcher.launch(training, training.ownMode(), target);
        if (!Files.exists(cache)) {
            throw new IllegalStateException("the training run left no " + cache);
        }
        List<Path> files = new ArrayList<>(jvm.files());
        files.add(cache);
        return new Contender(Contender.AOT, java(List.of("-XX:AOTCache=" + cache)), true, files);
    }

    /** A bare C program. */
    Contender limit(Path statements) throws IOException, InterruptedException {
        Path folder = workshop.directory();
        // The name that the library has for the linker, and that it is looked for by at run time.
        String arch = System.getProperty("os.arch").equals("aarch64") ? "arm64" : "amd64";
        Path library = Files.copy(
                binaries.resolve(LIBRARY),
                folder.resolve(LIBRARY + "_linux_" + arch),
                StandardCopyOption.REPLACE_EXISTING);
        Path program = workshop.compile(
                "limit.c", "-L" + folder, "-l:" + library.getFileName(), "-Wl,-rpath," + folder);
        List<String> command = List.of(program.toString(), statements.toString());
        return new Contender(Contender.LIMIT, command, false, List.of(program, library));
    }

    /** A server in Node, its libraries taken from the npm registry that is configured. */
    Contender node(Path statements) throws IOException, InterruptedException {
        Path program = workshop.unpack("node/peer.js");
        workshop.unpack("node/package.json");
        Path folder = program.getParent();
        report.step("installing the peer's libraries, if they are not there");
        Workshop.npmInstall(folder);
        List<String> command = List.of("node", program.toString(), statements.toString());
        return new Contender(Contender.NODE, command, true, filesBelow(folder));
    }

    private List<String> java(List<String> options) {
        List<String> command = new ArrayList<>(List.of(ProjectPaths.java().toString()));
        command.addAll(JVM_OPTIONS);
        command.addAll(options);
        command.addAll(List.of("-jar", jar.toString()));
        return command;
    }

    private List<Path> jars() throws IOException {
        List<Path> files = new ArrayList<>(filesBelow(jar.resolveSibling("lib")));
        files.add(jar);
        return files;
    }

    private static List<Path> filesBelow(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }
}
