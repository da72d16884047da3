package dev.skytrove.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
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
                })), Redaction.of(Map.of()));

        assertThat(report.ok()).isFalse();
        assertThat(report.checks()).extracting(SelfCheckRun.Finding::library).containsExactly("a", "b");
        assertThat(report.checks()).extracting(SelfCheckRun.Finding::ok).containsExactly(false, true);
        assertThat(report.checks().getFirst().found()).contains("no liba.so at redis://***@host");
    }

    @Test
    void certificateIsForLocalhostAndShortLived() throws Exception {
        Instant now = Instant.parse("2026-07-04T14:38:08Z");
        X509Certificate certificate = (X509Certificate) SelfSigned.forLocalhost(now).certificate();

        certificate.verify(certificate.getPublicKey());
        assertThat(certificate.getSubjectAlternativeNames()).containsExactly(List.of(2, "localhost"));
        assertThat(certificate.getNotAfter()).isEqualTo(Instant.parse("2026-07-04T15:38:08Z"));
        assertThat(new TlsCheck(Clock.systemUTC()).run()).startsWith("TLSv1.3 ");
    }
}
