package dev.skytrove.acceptance;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.skytrove.acceptance.ModuleTable.Module;
import dev.skytrove.testing.ProjectPaths;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** Holds the table of modules in {@code docs/architecture.md}, in the poms and in the compiled classes. */
final class TestArchitecture {
    private static final String ROOT = "dev.skytrove.";
    private static final String GROUP = "dev.skytrove";
    /** They run on no server, and may do what production may not. */
    private static final String[] NOT_PRODUCTION = {
        "dev.skytrove.testing..", "dev.skytrove.demo..", "dev.skytrove.bench.."
    };

    private static final Set<String> VIRTUAL =
            Set.of("ofVirtual", "startVirtualThread", "newVirtualThreadPerTaskExecutor");

    private static List<Module> modules;
    private static JavaClasses classes;

    @BeforeAll
    static void importClasses() throws IOException {
        modules = ModuleTable.read();
        List<Path> built = modules.stream().map(Module::classes).filter(Files::isDirectory).toList();
        classes = new ClassFileImporter().importPaths(built);
    }

    static List<Module> modules() throws IOException {
        return ModuleTable.read();
    }

    @Test
    void tableNamesEveryModuleOfTheBuild() throws Exception {
        NodeList built = parse(ProjectPaths.find().root().resolve("pom.xml")).getElementsByTagName("module");
        Set<String> folders = IntStream.range(0, built.getLength())
                .mapToObj(i -> built.item(i).getTextContent())
                .collect(Collectors.toSet());
        Path root = ProjectPaths.find().root();

        assertThat(folders).isEqualTo(modules.stream()
                .map(module -> root.relativize(module.folder()).toString())
                .collect(Collectors.toSet()));
    }

    @ParameterizedTest
    @MethodSource("modules")
    void moduleKeepsToItsOwnPackage(Module module) {
        if (Files.isDirectory(module.classes())) {
            assertThat(new ClassFileImporter().importPath(module.classes()))
                    .allMatch(type -> isIn(type, module.rootPackage()), "lies in " + module.rootPackage());
        }
    }

    @ParameterizedTest
    @MethodSource("modules")
    void classesUseOnlyTheModulesOfTheTable(Module module) {
        Set<String> used = new TreeSet<>();
        for (JavaClass type : classes.that(describe("of " + module, each -> isIn(each, module.rootPackage())))) {
            type.getDirectDependenciesFromSelf().stream()
                    .map(dependency -> dependency.getTargetClass().getPackageName())
                    .filter(target -> target.startsWith(ROOT))
                    .forEach(target -> used.add(target.substring(ROOT.length()).replaceFirst("\\..*", "")));
        }
        used.remove(module.name());

        assertThat(module.mayDependOn()).as("what the table allows %s", module).containsAll(used);
    }

    @ParameterizedTest
    @MethodSource("modules")
    void pomNamesOnlyTheModulesOfTheTable(Module module) throws Exception {
        Set<String> used = new TreeSet<>();
        NodeList dependencies = parse(module.pom()).getElementsByTagName("dependency");
        for (int i = 0; i < dependencies.getLength(); i++) {
            Element dependency = (Element) dependencies.item(i);
            // It stands on none of the others, so any may use it in its tests.
            boolean inTests = text(dependency, "scope").equals("test")
                    && text(dependency, "artifactId").equals("skytrove-testing");
            // A pom brings no classes: it only orders the build.
            boolean order = text(dependency, "type").equals("pom");
            if (text(dependency, "groupId").equals(GROUP) && !inTests && !order) {
                used.add(text(dependency, "artifactId").replaceFirst("skytrove-", ""));
            }
        }

        assertThat(module.mayDependOn()).as("what the table allows %s", module).containsAll(used);
    }

    @Test
    void onlyLakeStorageKnowsTheAwsSdk() {
        noOthersUse("software.amazon.awssdk..", "dev.skytrove.lake.storage..", "dev.skytrove.testing..");
    }

    @Test
    void onlyTheLakeKnowsItsFileFormat() {
        noOthersUse("org.apache.parquet..", "dev.skytrove.lake..");
        // The lake hands its rows to the flush as Avro records.
        noOthersUse("org.apache.avro..", "dev.skytrove.lake..", "dev.skytrove.flush..");
        noOthersUse("org.apache.hadoop..", "dev.skytrove.lake..");
    }

    @Test
    void onlyTheRedisBufferKnowsLettuce() {
        noOthersUse(
                "io.lettuce..",
                "dev.skytrove.buffer.redis..",
                "dev.skytrove.demo..",
                "dev.skytrove.testing..");
    }

    /** So another server can stand beside the ones that there are, in its own package or module. */
    @Test
    void contractsKnowNoImplementation() {
        List<String> contracts = List.of("dev.skytrove.buffer", "dev.skytrove.ingestor.source");
        String[] implementations = packages(Stream.of(
                        implementations("dev.skytrove.buffer.Buffer"),
                        implementations("dev.skytrove.ingestor.source.EventSource"))
                .flatMap(types -> types));
        for (String contract : contracts) {
            noClasses()
                    .that()
                    .resideInAPackage(contract)
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(implementations)
                    .orShould()
                    .dependOnClassesThat(describe("below it", type -> type.getPackageName().startsWith(contract + ".")))
                    .check(classes);
        }
    }

    /** Only where an address is read are implementations known by others than themselves. */
    @Test
    void onlyAddressesNameImplementations() {
        onlyAddressesName(implementations("dev.skytrove.buffer.Buffer"), "dev.skytrove.buffer.address..");
        onlyAddressesName(implementations("dev.skytrove.ingestor.source.EventSource"), "dev.skytrove.ingestor.config..");
    }

    private static void onlyAddressesName(Stream<JavaClass> implementations, String addresses) {
        for (String implementation : packages(implementations)) {
            noClasses()
                    .that(areProduction())
                    .and()
                    .resideOutsideOfPackages(implementation, addresses)
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage(implementation)
                    .check(classes);
        }
    }

    private static Stream<JavaClass> implementations(String contract) {
        List<JavaClass> found = classes.get(contract).getAllSubclasses().stream()
                .filter(type -> !type.isInterface())
                .toList();
        assertThat(found).as("implementations of %s", contract).isNotEmpty();
        return found.stream();
    }

    private static String[] packages(Stream<JavaClass> types) {
        return types.map(type -> type.getPackageName() + "..").distinct().toArray(String[]::new);
    }

    @Test
    void onlyTheQueryKnowsDuckDb() {
        noOthersUse(
                "org.duckdb..",
                "dev.skytrove.query..",
                "dev.skytrove.testing..",
                "dev.skytrove.demo..",
                "dev.skytrove.bench..");
        noOthersUse(
                "java.sql..",
                "dev.skytrove.query..",
                "dev.skytrove.testing..",
                "dev.skytrove.demo..",
                "dev.skytrove.bench..");
    }

    /** What works by reflection on the JVM fails in a native image. */
    @Test
    void productionUsesNoReflection() {
        DescribedPredicate<JavaClass> reflection = resideInAPackage("java.lang.reflect")
                .and(describe("not an annotation's", type -> !type.getSimpleName().equals("Type")));
        noClasses()
                .that(areProduction())
                .should()
                .dependOnClassesThat(reflection)
                .orShould()
                .callMethod(Class.class, "forName", String.class)
                .check(classes);
    }

    /**
     * A sleep is either too short or too long: production waits for what it needs, with a deadline. Only the thread
     * that renews a lease, the service that waits for connections to be quiet, and what asks a bucket again after a while,
     * wait for nothing but the time.
     */
    @Test
    void productionDoesNotSleep() {
        Set<String> waitForTime = Set.of("RedisLease", "HttpService", "S3Failures");
        DescribedPredicate<JavaClass> others = areProduction()
                .and(describe("waiting for something", type -> !waitForTime.contains(type.getSimpleName())));
        for (Class<?> argument : List.of(long.class, Duration.class)) {
            noClasses().that(others).should().callMethod(Thread.class, "sleep", argument).check(classes);
        }
    }

    /**
     * A virtual thread of a native image may wait for ever although what it waits for has come (oracle/graal#13787): one
     * of ten handshakes with itself did, where the process had little else to do.
     */
    @Test
    void productionUsesNoVirtualThreads() {
        noClasses()
                .that(areProduction())
                .should()
                .accessTargetWhere(describe("makes virtual threads", access -> VIRTUAL.contains(access.getName())))
                .check(classes);
    }

    /** stdout is a process' result: only the part that reports it may write there. */
    @Test
    void productionLeavesStdoutToItsResult() {
        noClasses()
                .that(areProduction())
                .and()
                .resideOutsideOfPackages("dev.skytrove.runtime..", "dev.skytrove.simulator..")
                .should()
                .accessField(System.class, "out")
                .check(classes);
    }

    private static void noOthersUse(String library, String... allowed) {
        noClasses()
                .that()
                .resideOutsideOfPackages(allowed)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library)
                .check(classes);
    }

    /** Classes written by people: those that Micronaut makes at compile time begin with a dollar sign. */
    private static DescribedPredicate<JavaClass> areProduction() {
        return DescribedPredicate.not(resideInAnyPackage(NOT_PRODUCTION))
                .and(describe("written by people", type -> !type.getName().contains(".$")));
    }

    private static boolean isIn(JavaClass type, String rootPackage) {
        return (type.getPackageName() + ".").startsWith(rootPackage + ".");
    }

    private static Document parse(Path pom) throws Exception {
        try (InputStream in = Files.newInputStream(pom)) {
            return DocumentBuilderFactory.newDefaultInstance().newDocumentBuilder().parse(in);
        }
    }

    private static String text(Element element, String child) {
        NodeList found = element.getElementsByTagName(child);
        return found.getLength() == 0 ? "" : found.item(0).getTextContent().strip();
    }
}
