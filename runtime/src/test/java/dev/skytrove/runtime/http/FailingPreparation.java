package dev.skytrove.runtime.http;

import jakarta.inject.Singleton;

/** Every service of these tests must do without it. */
@Singleton
final class FailingPreparation implements Preparation {
    @Override
    public void prepare() {
        throw new IllegalStateException("nothing can be prepared");
    }
}
