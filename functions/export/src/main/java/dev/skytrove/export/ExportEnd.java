package dev.skytrove.export;

import dev.skytrove.query.PostExport;
import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.context.event.HttpRequestTerminatedEvent;
import io.micronaut.scheduling.TaskExecutors;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.concurrent.ExecutorService;

/**
 * Closes the export of every request that is over, however that came: Micronaut itself closes a body that it has begun
 * to send, but not one whose client left before.
 */
@Singleton
final class ExportEnd implements ApplicationEventListener<HttpRequestTerminatedEvent> {
    private static final String EXPORT = "skytrove.export";

    private final ExecutorService blocking;

    ExportEnd(@Named(TaskExecutors.BLOCKING) ExecutorService blocking) {
        this.blocking = blocking;
    }

    /** The request's end will be the export's. */
    static void await(HttpRequest<?> request, PostExport export) {
        request.setAttribute(EXPORT, export);
    }

    @Override
    public void onApplicationEvent(HttpRequestTerminatedEvent event) {
        event.getSource().getAttribute(EXPORT, PostExport.class).ifPresent(export -> blocking.execute(export::close));
    }
}
