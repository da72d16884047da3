package dev.skytrove.runtime;

import io.micronaut.context.annotation.Factory;
import io.micronaut.serde.ObjectMapper;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.util.List;

/** The checks of what every process uses. */
@Factory
final class RuntimeSelfChecks {
    @Singleton
    SelfCheck json(ObjectMapper json) {
        return new SelfCheck("json", () -> {
            Sample written = new Sample("größer", 1L << 53, List.of("a", "b"));
            Sample read = json.readValue(json.writeValueAsBytes(written), Sample.class);
            if (!read.equals(written)) {
                throw new IllegalStateException("wrote " + written + ", read " + read);
            }
            return "a record came back unchanged";
        });
    }

    @Singleton
    SelfCheck tls() {
        return new SelfCheck("tls", TlsCheck::run);
    }

    @Singleton
    SelfCheck pages() {
        return new SelfCheck("pages", PagesCheck::run);
    }

    /** One field of each kind that results have. */
    @Serdeable
    record Sample(String text, long number, List<String> list) {}
}
