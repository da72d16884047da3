package dev.skytrove.runtime.http;

/**
 * Something that the first answer needs and the listening does not. An {@link HttpService} does it as soon as it
 * listens, while the first request may already be under way.
 */
@FunctionalInterface
public interface Preparation {
    /** Makes it ready; called once. What fails here fails again, and is told, when it is needed. */
    void prepare();
}
