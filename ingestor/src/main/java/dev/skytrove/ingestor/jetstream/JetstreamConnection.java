package dev.skytrove.ingestor.jetstream;

import dev.skytrove.runtime.FatalErrors;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A subscription to one Jetstream server. Its methods may be called from any thread. */
public final class JetstreamConnection implements AutoCloseable {
    static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(2);

    private final MessageListener listener;
    private final CompletableFuture<ConnectionEnd> ended = new CompletableFuture<>();
    private volatile boolean opened;
    private volatile boolean leaving;
    private volatile Channel channel;

    JetstreamConnection(MessageListener listener) {
        this.listener = listener;
    }

    void attach(Channel newChannel) {
        channel = newChannel;
    }

    void begin(ChannelFuture connecting) {
        attach(connecting.channel());
        connecting.addListener(future -> {
            if (!future.isSuccess()) {
                FatalErrors.check(future.cause());
                failed(future.cause());
            }
        });
    }

    /** Whether the server has accepted the subscription. It stays true when the connection ends. */
    public boolean isOpened() {
        return opened;
    }

    /** How the connection ended, if it has. All its messages have been delivered by then. */
    public Optional<ConnectionEnd> ended() {
        return Optional.ofNullable(ended.getNow(null));
    }

    /** Stops reading, for as long as it likes. */
    public void pause() {
        channel.config().setAutoRead(false);
    }

    /** Reads again. */
    public void resume() {
        channel.config().setAutoRead(true);
    }

    /**
     * Leaves: delivers nothing more, says goodbye with code 1000 and waits, but not long, until the server has said it
     * too. A connection that has ended stays as it is.
     */
    @Override
    public void close() {
        leaving = true;
        Channel socket = channel;
        if (opened && socket.isActive()) {
            var _ = socket.writeAndFlush(new CloseWebSocketFrame(WebSocketCloseStatus.NORMAL_CLOSURE));
            // What the server had sent before it reads our goodbye would keep its own from arriving.
            socket.config().setAutoRead(true);
            socket.closeFuture().awaitUninterruptibly(CLOSE_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        }
        end(new ConnectionEnd.Left());
    }

    void opened() {
        opened = true;
    }

    void deliver(Messages messages) {
        if (leaving) {
            messages.release();
        } else {
            listener.messages(this, messages);
        }
    }

    void failed(Throwable cause) {
        String message = cause.getMessage() == null ? cause.toString() : cause.getMessage();
        end(opened ? new ConnectionEnd.Broken(message) : new ConnectionEnd.Unreachable(message));
    }

    void lost() {
        end(
                opened
                        ? new ConnectionEnd.Broken("the connection was cut")
                        : new ConnectionEnd.Unreachable("the connection was cut before it was accepted"));
    }

    /** The server has us send more than it reads: nothing more is sent, not even a goodbye. */
    void overrun() {
        ended.complete(new ConnectionEnd.Broken("the server does not read the answers to its pings"));
        channel.unsafe().close(channel.voidPromise());
    }

    void end(ConnectionEnd end) {
        ended.complete(leaving ? new ConnectionEnd.Left() : end);
        // Netty answers a goodbye with ours before it closes.
        var _ = channel.close();
    }
}
