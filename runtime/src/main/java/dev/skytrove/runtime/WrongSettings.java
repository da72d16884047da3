package dev.skytrove.runtime;

import io.micronaut.context.exceptions.ConfigurationException;
import io.micronaut.context.exceptions.DependencyInjectionException;
import io.micronaut.core.convert.exceptions.ConversionErrorException;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells wrong settings from failures while a process builds its beans. */
final class WrongSettings {
    private static final Logger log = LoggerFactory.getLogger(WrongSettings.class);

    // Micronaut has no type for it, only this text.
    private static final Pattern MISSING = Pattern.compile("property value \\[([\\w.-]+)]\\. Property doesn't exist");

    private WrongSettings() {}

    /** @throws UsageException if the beans cannot be built because of a setting */
    static <T> T named(Supplier<T> build) {
        try {
            return build.get();
        } catch (RuntimeException e) {
            Optional<String> wrong = causes(e).flatMap(cause -> complaint(cause).stream()).findFirst();
            if (wrong.isPresent()) {
                log.debug("beans cannot be built", e);
                throw new UsageException(wrong.get());
            }
            throw causes(e).filter(LeaseHeldException.class::isInstance)
                    .map(RuntimeException.class::cast)
                    .findFirst()
                    .orElse(e);
        }
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause).limit(50);
    }

    private static Optional<String> complaint(Throwable cause) {
        String message = String.valueOf(cause.getMessage());
        return switch (cause) {
            case UsageException _, IllegalArgumentException _, ConversionErrorException _ -> Optional.of(message);
            case DependencyInjectionException _ -> missing(message);
            case ConfigurationException _ -> Optional.of(message);
            default -> Optional.empty();
        };
    }

    private static Optional<String> missing(String message) {
        Matcher matcher = MISSING.matcher(message);
        return matcher.find() ? Optional.of(variable(matcher.group(1)) + " is not set") : Optional.empty();
    }

    private static String variable(String property) {
        return property.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }
}
