package dev.skytrove.simulator.server;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler.HandshakeComplete;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves one client: sends while the client takes it, paced and disturbed as asked. Everything but {@link
 * #take(Fault.OnFrame)} happens on the connection's event loop.
 */
// A write that fails ends the connection, and that is seen in channelInactive.
@SuppressWarnings("FutureReturnValueIgnored")
final class Subscription extends SimpleChannelInboundHandler<WebSocketFrame> implements Faults.Victim {
    private static final Logger LOG = LoggerFactory.getLogger(Subscription.class);
    private static final int BATCH_BYTES = 64 * 1024;
    /** Then other connections have their turn. */
    private static final int BATCHES_AT_ONCE = 8;

    private final ClientFrames frames;
    private final Opening opening;
    private final Pacer pacer;
    private final Faults faults;
    private final Stats stats;
    private final ArmedFaults armed = new ArmedFaults();
    private final FaultRunner runner;
    private ChannelHandlerContext context;
    private long sent;
    private boolean open;
    private boolean held;
    private boolean sending;
    private boolean scheduled;

    Subscription(ClientFrames frames, Opening opening, ServerContext server) {
        this.frames = frames;
        this.opening = opening;
        this.pacer = new Pacer(server.settings().rate(), System::nanoTime);
        this.faults = server.faults();
        this.stats = server.stats();
        this.runner = new FaultRunner(this, frames, opening.wire(), faults, armed);
    }

    /** How many frames were sent. */
    long sent() {
        return sent;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        context = added;
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext removed) {
        frames.close();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof HandshakeComplete) {
            open = true;
            stats.opened();
            faults.opened(this).forEach(fault -> armed.arm(fault, sent));
            if (!opening.greeting().isEmpty()) {
                transmit(frames.frame(opening.greeting()), 0);
            }
            opening.slow().ifPresent(fault -> hold(fault, fault.pause()));
            send();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        end();
        ctx.fireChannelInactive();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        if (ctx.channel().isWritable()) {
            send();
        } else {
            stats.paused();
        }
    }

    /** What clients send is not answered; Netty answers their pings and close frames. */
    @Override
    protected void channelRead0(ChannelHandlerContext ctx, WebSocketFrame frame) {
        if (opening.wire() == Wire.V2 && open && !(frame instanceof PongWebSocketFrame)) {
            end();
            Disconnects.close(context, WebSocketCloseStatus.POLICY_VIOLATION.code(), "clients have nothing to say here");
        }
    }

    /** Clients go as they like; that is no news. */
    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        LOG.debug("connection failed", cause);
        ctx.close();
    }

    @Override
    public void take(Fault.OnFrame fault) {
        context.executor().execute(() -> {
            if (open) {
                armed.arm(fault, sent);
                send();
            } else {
                faults.closed(this, List.of(fault));
            }
        });
    }

    /** Sends until the client has enough, the pace or a fault says to wait, or others should have their turn. */
    private void send() {
        // Flushing may tell of writability in the midst of this; the loop looks at that itself.
        if (sending) {
            return;
        }
        sending = true;
        try {
            int batches = 0;
            while (mayGoOn()) {
                if (batches++ == BATCHES_AT_ONCE) {
                    resumeAfter(Duration.ZERO);
                    return;
                }
                sendBatch();
            }
        } finally {
            sending = false;
        }
    }

    private boolean mayGoOn() {
        while (open && !held) {
            Optional<Fault.OnFrame> due = armed.takeDue(sent, frames.isOver());
            if (due.isEmpty()) {
                break;
            }
            runner.run(due.get(), context);
        }
        if (!open || held || frames.isOver() || !context.channel().isWritable()) {
            return false;
        }
        boolean early = pacer.available() == 0;
        if (early) {
            resumeAfter(pacer.untilNext());
        }
        return !early;
    }

    private void sendBatch() {
        ByteBuf batch = context.alloc().ioBuffer(BATCH_BYTES + BATCH_BYTES / 4);
        long count = frames.write(batch, Math.min(pacer.available(), armed.framesLeft(sent)), BATCH_BYTES);
        pacer.sent(count);
        transmit(batch, count);
    }

    /** Sends frames at once. */
    void transmit(ByteBuf batch, long count) {
        sent += count;
        int bytes = batch.readableBytes();
        long end = frames.end();
        ChannelFuture written = context.write(batch);
        ChannelOutboundBuffer pending = context.channel().unsafe().outboundBuffer();
        stats.pending(pending == null ? 0 : pending.totalPendingWriteBytes());
        context.flush();
        written.addListener(done -> {
            if (done.isSuccess()) {
                stats.sent(count, bytes, end);
            } else {
                end();
            }
        });
    }

    /** Gives the faults back before the client knows of the end, so that its next connection finds them. */
    void end() {
        if (open) {
            open = false;
            stats.closed();
            faults.closed(this, armed.drain());
        }
    }

    /** Sends nothing any more. */
    void hold() {
        held = true;
    }

    /** Sends nothing for a while. */
    void hold(Fault fault, Duration pause) {
        held = true;
        faults.fired(fault);
        context.executor().schedule(this::release, pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void release() {
        held = false;
        send();
    }

    private void resumeAfter(Duration pause) {
        if (scheduled) {
            return;
        }
        scheduled = true;
        Runnable resume = () -> {
            scheduled = false;
            send();
        };
        if (pause.isZero()) {
            context.executor().execute(resume);
        } else {
            context.executor().schedule(resume, pause.toNanos(), TimeUnit.NANOSECONDS);
        }
    }
}
