package dev.skytrove.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.Annotation;
import java.lang.classfile.AnnotationValue;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.attribute.RecordComponentInfo;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The defaults that the records of settings tell, read from their classes in every module. */
final class BoundDefaults {
    private static final String PROPERTIES = "Lio/micronaut/context/annotation/ConfigurationProperties;";
    private static final String BINDABLE = "Lio/micronaut/core/bind/annotation/Bindable;";

    private BoundDefaults() {}

    /** By the names of environment variables. */
    static Map<String, String> read() throws IOException {
        Map<String, String> defaults = new TreeMap<>();
        for (ModuleTable.Module module : ModuleTable.read()) {
            if (Files.isDirectory(module.classes())) {
                try (Stream<Path> files = Files.walk(module.classes())) {
                    files.filter(file -> file.toString().endsWith(".class"))
                            .map(BoundDefaults::parse)
                            .forEach(type -> bound(type, module.classes()).forEach((name, value) -> add(defaults, name, value)));
                }
            }
        }
        return defaults;
    }

    /** Several records may read a setting, as long as they have its default from one place. */
    private static void add(Map<String, String> defaults, String name, String value) {
        String other = defaults.putIfAbsent(name, value);
        if (other != null && !other.equals(value)) {
            throw new IllegalStateException("of " + name + " records tell two defaults: " + other + " and " + value);
        }
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
