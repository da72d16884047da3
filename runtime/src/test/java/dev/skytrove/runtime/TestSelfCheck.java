package dev.skytrove.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TestSelfCheck {
    @TempDir
    private Path directory;

    @Test
    void processTriesItsLibrariesWithoutAnySetting() throws Exception {
        try (ChildProcess child = ChildProcess.start(TestingJob.class, directory, Map.of(), "--selfcheck")) {
            ChildProcess.Ended ended = child.await();

            assertThat(ended.code()).describedAs(ended.stderr()).isZero();
            assertThat(ended.stdout()).singleElement().asString()
                    .startsWith("{\"selfcheck\":\"flush\",\"ok\":true,\"checks\":[{")
                    .contains("{\"library\":\"json\",\"ok\":true,", "{\"library\":\"tls\",\"ok\":true,", "TLSv1.3");
        }
    }

    @Test
    void failureOfOneLibraryDoesNotKeepTheOthersFromBeingTried() {
        SelfCheckRun.Report report = SelfCheckRun.of("flush", List.of(
                new SelfCheck("b", () -> "works"),
                new SelfCheck("a", () -> {
                    throw new UnsatisfiedLinkError("no liba.so at redis://:swordfish@host");
                })), SecretRedactor.of(Map.of()));

        assertThat(report.ok()).isFalse();
        assertThat(report.checks()).extracting(SelfCheckRun.Finding::library).containsExactly("a", "b");
        assertThat(report.checks()).extracting(SelfCheckRun.Finding::ok).containsExactly(false, true);
        assertThat(report.checks().getFirst().found()).contains("no liba.so at redis://***@host");
    }

    @Test
    void tlsIsSpokenWithAServerOfOurOwn() throws Exception {
        assertThat(TlsCheck.run()).startsWith("TLSv1.3 ");
    }
}
