package dev.skytrove.runtime;

import io.micronaut.serde.annotation.Serdeable;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tries every library that contributes a {@link SelfCheck}; one that fails does not keep the others from it. */
final class SelfCheckRun {
    private static final Logger log = LoggerFactory.getLogger(SelfCheckRun.class);

    private SelfCheckRun() {}

    static Report of(String program, Collection<SelfCheck> checks, SecretRedactor redactor) {
        List<Finding> findings = checks.stream()
                .sorted(Comparator.comparing(SelfCheck::library))
                .map(check -> run(check, redactor))
                .toList();
        return new Report(program, findings.stream().allMatch(Finding::ok), findings);
    }

    // A library that is missing is a LinkageError, and one that lacks metadata a MissingReflectionRegistrationError.
    private static Finding run(SelfCheck check, SecretRedactor redactor) {
        long start = System.nanoTime();
        try {
            String found = check.attempt().run();
            return new Finding(check.library(), true, millisSince(start), redactor.redact(found));
        } catch (Throwable failure) {
            log.error("{} does not work", check.library(), failure);
            return new Finding(check.library(), false, millisSince(start), redactor.redact(failure.toString()));
        }
    }

    private static long millisSince(long start) {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    }

    /** The line on standard output. */
    @Serdeable
    record Report(String selfcheck, boolean ok, List<Finding> checks) {}

    /** What trying one library showed. */
    @Serdeable
    record Finding(String library, boolean ok, long ms, String found) {}
}
