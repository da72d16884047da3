package dev.skytrove.runjob;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skytrove.testing.ProjectPaths;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TestRunJob {
    /** A job that is forgotten here would have no binary. */
    @Test
    void everyJobOfTheBuildIsAmongThem() throws IOException {
        Path jobs = ProjectPaths.find().root().resolve("jobs");
        Set<String> folders;
        try (Stream<Path> children = Files.list(jobs)) {
            folders = children.filter(folder -> Files.exists(folder.resolve("pom.xml")))
                    .map(folder -> folder.getFileName().toString())
                    .filter(folder -> !Set.of("common", "runjob").contains(folder))
                    .collect(Collectors.toSet());
        }

        Set<String> known = Stream.of(JobName.values()).map(JobName::label).collect(Collectors.toSet());
        assertThat(known).isEqualTo(folders);
    }

    @ParameterizedTest
    @CsvSource({"/opt/skytrove/bin/flush|--help|, flush", "ttl|, ttl", "./x y|, x y", "'', ''", "flush, flush"})
    void nameIsTheLastPartOfTheFirstWord(String commandLine, String name) {
        assertThat(CalledAs.name(commandLine.replace('|', '\0').getBytes(StandardCharsets.UTF_8))).isEqualTo(name);
    }

    @Test
    void thisProcessIsCalledJava() {
        assertThat(CalledAs.names()).containsExactly("java", "java");
        assertThat(JobName.of("java")).isEmpty();
        assertThat(JobName.of("ttl")).contains(JobName.TTL);
    }
}
