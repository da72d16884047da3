package dev.skytrove.runtime.http;

import io.micronaut.context.annotation.Requires;
import io.micronaut.core.annotation.Order;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpResponseFactory;
import jakarta.inject.Singleton;

/** Has Micronaut find what makes its responses, which it looks for by name when the first one is made. */
@Singleton
@Requires(beans = Connections.class)
@Order(Ordered.HIGHEST_PRECEDENCE)
final class ResponsePreparation implements Preparation {
    @Override
    public void prepare() {
        HttpResponseFactory.INSTANCE.ok();
    }
}
