package dev.skytrove.runtime.http;

import dev.skytrove.runtime.FatalErrors;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpRequestWrapper;
import io.micronaut.http.context.event.HttpRequestTerminatedEvent;
import io.micronaut.http.server.netty.NettyHttpRequest;
import io.netty.channel.Channel;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.GenericFutureListener;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Has things done when a request is over, however that comes: its answer is sent, or its client has left, whichever is
 * first.
 */
@Singleton
@Requires(classes = NettyHttpRequest.class)
public final class RequestEnd implements ApplicationEventListener<HttpRequestTerminatedEvent> {
    private static final String ACTIONS = "skytrove.request.end";

    /**
     * Has an action done once when a request is over; at once if it is. From the connection's own thread, which must not
     * be held up. For one thread at a time.
     */
    public void then(HttpRequest<?> request, Runnable action) {
        request.getAttribute(ACTIONS, Actions.class)
                .orElseGet(() -> begin(request))
                .add(action);
    }

    @Override
    public void onApplicationEvent(HttpRequestTerminatedEvent event) {
        event.getSource().getAttribute(ACTIONS, Actions.class).ifPresent(Actions::run);
    }

    private static Actions begin(HttpRequest<?> request) {
        Actions actions = new Actions();
        request.setAttribute(ACTIONS, actions);
        channel(request).ifPresent(actions::endWith);
        return actions;
    }

    /** The connection that a request came on; empty if it came on none. */
    static Optional<Channel> channel(HttpRequest<?> request) {
        HttpRequest<?> original = request;
        while (original instanceof HttpRequestWrapper<?> wrapper) {
            original = wrapper.getDelegate();
        }
        return original instanceof NettyHttpRequest<?> netty
                ? Optional.of(netty.getChannelHandlerContext().channel())
                : Optional.empty();
    }

    private static final class Actions {
        private final List<Runnable> actions = new ArrayList<>();
        private boolean over;
        private Runnable forget = () -> {};

        void endWith(Channel channel) {
            GenericFutureListener<Future<Void>> listener = closed -> run();
            synchronized (this) {
                // Or they would add up on a connection with many requests.
                forget = () -> channel.closeFuture().removeListener(listener);
            }
            channel.closeFuture().addListener(listener);
        }

        void add(Runnable action) {
            synchronized (this) {
                if (!over) {
                    actions.add(action);
                    return;
                }
            }
            action.run();
        }

        void run() {
            List<Runnable> last;
            synchronized (this) {
                over = true;
                last = List.copyOf(actions);
                actions.clear();
                forget.run();
            }
            // Each, whatever becomes of those before it.
            last.forEach(action -> FatalErrors.guarded("what is done at a request's end", action).run());
        }
    }
}
