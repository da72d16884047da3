package dev.skytrove.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skytrove.testing.ProjectPaths;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.Annotation;
import java.lang.classfile.AnnotationValue;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.attribute.RecordComponentInfo;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The default of a setting is what its record says. Help and documentation state it for people: they must not say
 * otherwise, and a setting of either must not lack its record.
 */
final class TestDocumentedDefaults {
    private static final String PROPERTIES = "Lio/micronaut/context/annotation/ConfigurationProperties;";
    private static final String BINDABLE = "Lio/micronaut/core/bind/annotation/Bindable;";

    /** Made of LISTEN_FDS, by no user. */
    private static final List<String> INTERNAL = List.of("SKYTROVE_HTTP_INHERITED_SOCKETS");

    @Test
    void pageSaysWhatTheRecordsSay() throws IOException {
        Map<String, String> documented = documented();
        Map<String, String> bound = bound();

        assertThat(bound).hasSizeGreaterThan(70);
        assertThat(bound.keySet().stream().filter(name -> !documented.containsKey(name)))
                .as("settings that the page lacks")
                .containsExactlyElementsOf(INTERNAL);
        bound.keySet().removeAll(INTERNAL);
        bound.forEach((name, value) -> {
            String told = documented.get(name);
            // Where nothing is the default, the page says in words what that means.
            if (!value.isEmpty() && !told.contains(" ")) {
                assertThat(value).as(name).isEqualTo(told);
            }
        });
    }

    /** A setting that is read nowhere, or not as it is named, would be noticed by nobody. */
    @Test
    void everySettingIsSetInSomeTest() throws IOException {
        String tests = sources();

        assertThat(documented().keySet().stream().filter(name -> !tests.contains('"' + name + '"')))
                .as("settings that no test changes")
                .isEmpty();
    }

    private static String sources() throws IOException {
        StringBuilder sources = new StringBuilder();
        for (ModuleTable.Module module : ModuleTable.read()) {
            Path tests = module.folder().resolve("src/test");
            if (Files.isDirectory(tests)) {
                try (Stream<Path> files = Files.walk(tests)) {
                    for (Path file : files.filter(Files::isRegularFile).toList()) {
                        sources.append(Files.readString(file, StandardCharsets.ISO_8859_1));
                    }
                }
            }
        }
        return sources.toString();
    }

    private static Map<String, String> documented() throws IOException {
        Map<String, String> defaults = new TreeMap<>();
        for (String line : Files.readAllLines(ProjectPaths.find().root().resolve("docs/configuration.md"))) {
            String[] cells = line.split("\\|", -1);
            if (cells.length == 6 && cells[1].strip().startsWith("`")) {
                defaults.put(cells[1].strip().replace("`", ""), cells[4].strip());
            }
        }
        return defaults;
    }

    private static Map<String, String> bound() throws IOException {
        Map<String, String> defaults = new TreeMap<>();
        for (ModuleTable.Module module : ModuleTable.read()) {
            if (Files.isDirectory(module.classes())) {
                try (Stream<Path> files = Files.walk(module.classes())) {
                    files.filter(file -> file.toString().endsWith(".class"))
                            .map(TestDocumentedDefaults::parse)
                            .forEach(type -> defaults.putAll(bound(type, module.classes())));
                }
            }
        }
        return defaults;
    }

    private static ClassModel parse(Path file) {
        try {
            return ClassFile.of().parse(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, String> bound(ClassModel type, Path classes) {
        Map<String, String> defaults = new TreeMap<>();
        Optional<String> prefix = prefix(type, classes);
        if (prefix.isEmpty() || type.findAttribute(Attributes.record()).isEmpty()) {
            return defaults;
        }
        List<RecordComponentInfo> components =
                type.findAttribute(Attributes.record()).orElseThrow().components();
        type.methods().stream()
                .filter(method -> method.methodName().equalsString("<init>"))
                .flatMap(method -> method.findAttribute(Attributes.runtimeVisibleParameterAnnotations()).stream())
                .filter(parameters -> parameters.parameterAnnotations().size() == components.size())
                .forEach(parameters -> {
                    for (int i = 0; i < components.size(); i++) {
                        String name = variable(prefix.get() + "." + components.get(i).name().stringValue());
                        value(parameters.parameterAnnotations().get(i), BINDABLE, "defaultValue")
                                .ifPresent(value -> defaults.put(name, value));
                    }
                });
        return defaults;
    }

    /** What the names of a record's settings begin with; a nested record's after that of the one around it. */
    private static Optional<String> prefix(ClassModel type, Path classes) {
        Optional<String> own = type.findAttribute(Attributes.runtimeVisibleAnnotations())
                .flatMap(annotations -> value(annotations.annotations(), PROPERTIES, "value"));
        String name = type.thisClass().asInternalName();
        int nested = name.lastIndexOf('$');
        if (own.isEmpty() || nested < 0) {
            return own;
        }
        return prefix(parse(classes.resolve(name.substring(0, nested) + ".class")), classes)
                .map(outer -> outer + "." + own.get())
                .or(() -> own);
    }

    private static Optional<String> value(List<Annotation> annotations, String type, String element) {
        return annotations.stream()
                .filter(annotation -> annotation.className().equalsString(type))
                .flatMap(annotation -> annotation.elements().stream())
                .filter(each -> each.name().equalsString(element))
                .map(each -> ((AnnotationValue.OfString) each.value()).stringValue())
                .findFirst();
    }

    private static String variable(String property) {
        return property.replaceAll("([a-z0-9])([A-Z])", "$1_$2").replaceAll("[.-]", "_").toUpperCase(Locale.ROOT);
    }
}
