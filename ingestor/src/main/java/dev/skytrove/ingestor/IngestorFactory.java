package dev.skytrove.ingestor;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.util.Optional;

/** The beans that are no classes of the ingestor. */
@Factory
final class IngestorFactory {
    @Singleton
    StartPoints.StorageOpener storage(IngestorConfig config) {
        return Optional::empty;
    }
}
