package dev.skytrove.runtime.http;

import dev.skytrove.runtime.FatalErrors;
import dev.skytrove.runtime.UsageException;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.server.netty.NettyServerCustomizer;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ServerChannelRecvByteBufAllocator;
import io.netty.channel.epoll.Epoll;
import io.netty.util.concurrent.Future;
import jakarta.inject.Singleton;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * What a function has taken on: knows of every connection from the moment that it is accepted, so that the function can
 * tell for certain that nothing is under way, and stop accepting in between. Registered with the public server alone: who
 * watches a function at its management port must not keep it from sleeping.
 */
@Singleton
@Requires(classes = NettyServerCustomizer.class)
final class Connections implements NettyServerCustomizer {
    /** Descriptors before it are the standard streams. */
    private static final int FIRST_INHERITED = 3;

    private final HttpConfig config;
    private final Set<Channel> listeners = ConcurrentHashMap.newKeySet();
    private final Map<Channel, HttpConnection> accepted = new ConcurrentHashMap<>();
    private final OpenConnections open;
    private final boolean descriptorsAreFew;
    private final AtomicInteger busy = new AtomicInteger();
    private final AtomicInteger answering = new AtomicInteger();

    // Not the clock of the wall: that may be set.
    private volatile long lastBusy = System.nanoTime();
    private volatile boolean lastRequests;

    Connections(HttpConfig config) {
        if (config.inheritedSockets() > 0) {
            checkInherited(config.inheritedSockets());
        }
        this.config = config;
        int most = Descriptors.connections(config.maxConnections());
        this.open = new OpenConnections(most);
        this.descriptorsAreFew = most < config.maxConnections();
        this.lastRequests = config.exitsWhenIdle();
    }

    private static void checkInherited(int sockets) {
        if (!Epoll.isAvailable()) {
            throw new UsageException("LISTEN_FDS needs Netty's epoll library: " + Epoll.unavailabilityCause());
        }
        IntStream.range(0, sockets).map(i -> FIRST_INHERITED + i).forEach(InheritedSocket::check);
    }

    @Override
    public NettyServerCustomizer specializeForChannel(Channel channel, ChannelRole role) {
        return switch (role) {
            case LISTENER -> listener(channel);
            case CONNECTION -> connection(channel);
            case REQUEST_STREAM, PUSH_PROMISE_STREAM -> this;
        };
    }

    /**
     * Stops accepting if nothing is under way and nothing was for {@code time}. If a connection came meanwhile, goes on
     * accepting. Clients notice nothing: they wait in the listening socket's queue.
     *
     * @return whether it has stopped, and nothing is under way
     */
    boolean pauseIfIdle(Duration time) {
        onEachListener(listener -> listener.config().setAutoRead(false));
        // Whatever was accepted before is counted by now.
        if (untilIdle(time).isZero()) {
            return true;
        }
        resume();
        return false;
    }

    /** Goes on accepting. */
    void resume() {
        onEachListener(listener -> listener.config().setAutoRead(true));
    }

    /**
     * Closes the listening sockets, our copies of them if they were inherited, and makes each further request the last
     * of its connection. Counts as something under way: a request may be on its way here.
     */
    void close() {
        lastRequests = true;
        lastBusy = System.nanoTime();
        onEachListener(listener -> {
            var _ = listener.close();
        });
    }

    /** The port that requests come to; of several, the lowest. To be asked once the server listens. */
    int port() {
        return listeners.stream()
                .mapToInt(listener -> ((InetSocketAddress) listener.localAddress()).getPort())
                .min()
                .orElseThrow();
    }

    /** Whether a port is one that requests come to. */
    boolean isAt(int port) {
        return listeners.stream().anyMatch(listener ->
                listener.localAddress() instanceof InetSocketAddress address && address.getPort() == port);
    }

    /** How long until nothing has been under way for {@code time}, at the earliest; zero if that is so now. */
    Duration untilIdle(Duration time) {
        if (busy.get() > 0) {
            return time;
        }
        Duration left = time.minusNanos(System.nanoTime() - lastBusy);
        return left.isNegative() ? Duration.ZERO : left;
    }

    /** Whether connections are to be closed once they have had an answer. */
    boolean isEachRequestTheLast() {
        return lastRequests;
    }

    /** How many connections have a request whose answer is not sent yet, down to its last byte. */
    int answering() {
        return answering.get();
    }

    void beginAnswering() {
        answering.incrementAndGet();
    }

    void endAnswering() {
        answering.decrementAndGet();
    }

    void begin() {
        busy.incrementAndGet();
    }

    void end() {
        // Before the count: who reads zero then reads this time, or a later one.
        lastBusy = System.nanoTime();
        busy.decrementAndGet();
    }

    private NettyServerCustomizer listener(Channel listener) {
        listeners.add(listener);
        listener.pipeline().addLast(new Acceptor());
        if (config.inheritedSockets() > 0 || descriptorsAreFew) {
            // Systemd's sockets block: to accept a second connection that is not there would hold the event loop. And where
            // descriptors are few, it is to be seen after each whether there is one more.
            ServerChannelRecvByteBufAllocator one = new ServerChannelRecvByteBufAllocator();
            one.maxMessagesPerRead(1);
            listener.config().setRecvByteBufAllocator(one);
        }
        return this;
    }

    private NettyServerCustomizer connection(Channel channel) {
        HttpConnection connection = accepted.remove(channel);
        // Null: closed meanwhile.
        return connection == null ? this : connection.customizer(channel.pipeline());
    }

    private void accept(Channel channel) {
        HttpConnection connection = new HttpConnection(this, new ConnectionPace(config));
        accepted.put(channel, connection);
        open.add(channel, connection);
        Runnable closed = FatalErrors.guarded("to count a connection as closed", () -> {
            accepted.remove(channel);
            whenReleased(channel, () -> open.remove(channel, () -> accepting(true)));
            connection.closed();
        });
        channel.closeFuture().addListener(_ -> closed.run());
    }

    /**
     * The JDK gives a closed connection's descriptor back when its event loop next looks for what is ready: before that, none
     * may be accepted in its place where there are few. What is scheduled runs after it.
     */
    private void whenReleased(Channel channel, Runnable action) {
        if (descriptorsAreFew && channel.isRegistered() && !channel.eventLoop().isShuttingDown()) {
            var _ = channel.eventLoop()
                    .schedule(FatalErrors.guarded("to count a descriptor as free", action), 1, TimeUnit.MILLISECONDS);
        } else {
            action.run();
        }
    }

    /** Not to be waited for: asked by threads of connections. */
    private void accepting(boolean goesOn) {
        listeners.forEach(listener -> listener.config().setAutoRead(goesOn));
    }

    private void onEachListener(Consumer<Channel> action) {
        List<? extends Future<?>> done = listeners.stream()
                .map(listener -> listener.eventLoop().submit(() -> action.accept(listener)))
                .toList();
        done.forEach(Future::syncUninterruptibly);
    }

    /** Stands before Netty's own acceptor, which hands connections over to other threads. */
    private final class Acceptor extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext context, Object connection) {
            accept((Channel) connection);
            open.holdUp(() -> accepting(false), () -> accepting(true));
            context.fireChannelRead(connection);
        }
    }
}
