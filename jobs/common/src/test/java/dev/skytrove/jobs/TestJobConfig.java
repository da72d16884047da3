package dev.skytrove.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skytrove.lake.CrashInjector;
import dev.skytrove.lake.CrashPoint;
import dev.skytrove.lake.storage.ObjectStore;
import io.micronaut.context.ApplicationContext;
import io.micronaut.context.env.PropertySource;
import io.micronaut.context.env.PropertySource.PropertyConvention;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class TestJobConfig {
    @Test
    void jobsLiveUnlessATestWantsOtherwise() {
        try (ApplicationContext context = context(Map.of("SKYTROVE_STORAGE", "file:///tmp/bucket"))) {
            assertThat(context.getBean(JobConfig.class)).isEqualTo(new JobConfig("file:///tmp/bucket", ""));
            assertThat(context.getBean(CrashInjector.class)).isSameAs(CrashInjector.NONE);
            assertThat(context.getBean(ObjectStore.class).location()).isEqualTo("file:///tmp/bucket");
        }
    }

    @Test
    void crashPointIsASetting() {
        Map<String, Object> variables = Map.of("SKYTROVE_STORAGE", "file:///a", "SKYTROVE_CRASH_AT", "HALFWAY");
        try (ApplicationContext context = context(variables)) {
            context.registerSingleton(CrashPoints.of(Point.values()));
            assertThat(context.getBean(JobConfig.class)).isEqualTo(new JobConfig("file:///a", "HALFWAY"));
            CrashInjector crashes = context.getBean(CrashInjector.class);
            assertThat(crashes).isNotSameAs(CrashInjector.NONE);
            crashes.reached(Point.BEGUN);
        }
    }

    @Test
    void crashPointThatNoJobDeclaresIsRefused() {
        Map<String, Object> variables = Map.of("SKYTROVE_STORAGE", "file:///a", "SKYTROVE_CRASH_AT", "NOWHERE");
        try (ApplicationContext context = context(variables)) {
            context.registerSingleton(CrashPoints.of(Point.values()));
            assertThatThrownBy(() -> context.getBean(CrashInjector.class))
                    .hasRootCauseMessage("SKYTROVE_CRASH_AT names no crash point of this job: NOWHERE");
        }
    }

    private enum Point implements CrashPoint {
        BEGUN,
        HALFWAY
    }

    @Test
    void workDirectoryIsTheSystemsUnlessConfigured() {
        assertThat(WorkDirectory.parent("")).isEqualTo(Path.of(System.getProperty("java.io.tmpdir")));
        assertThat(WorkDirectory.parent("/work")).isEqualTo(Path.of("/work"));
    }

    private static ApplicationContext context(Map<String, Object> variables) {
        return ApplicationContext.builder()
                .environmentPropertySource(false)
                .propertySources(PropertySource.of(
                        "test", variables, PropertyConvention.ENVIRONMENT_VARIABLE, PropertySource.Origin.of("test")))
                .start();
    }
}
