package dev.skytrove.runtime.http;

import dev.skytrove.runtime.FatalErrors;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPromise;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Closes a connection whose client asks or reads too slowly: it holds a descriptor, and an export a place among the
 * queries. Stands next to the socket, where bytes come and go.
 */
final class ConnectionPace extends ChannelDuplexHandler {
    private static final Logger log = LoggerFactory.getLogger(ConnectionPace.class);
    private static final Duration LONGEST_INTERVAL = Duration.ofSeconds(2);

    private final RequestDeadline request;
    private final ReadingPace reading;
    private final Duration interval;
    private boolean idle = true;
    private Optional<ScheduledFuture<?>> checks = Optional.empty();

    ConnectionPace(HttpConfig config) {
        Duration limit = config.requestTimeout();
        request = new RequestDeadline(limit, System.nanoTime());
        reading = new ReadingPace(config.leastRate(), limit);
        Duration third = limit.dividedBy(3);
        interval = third.compareTo(LONGEST_INTERVAL) < 0 ? third.plusMillis(1) : LONGEST_INTERVAL;
    }

    void head() {
        idle = false;
        request.head();
    }

    void whole() {
        request.whole();
    }

    /** No request waits for its answer. */
    void answered() {
        idle = true;
        request.answered(System.nanoTime());
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        checks = Optional.of(context.executor()
                .scheduleWithFixedDelay(
                        FatalErrors.guarded("to look whether a client is too slow", () -> check(context)),
                        interval.toNanos(),
                        interval.toNanos(),
                        TimeUnit.NANOSECONDS));
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        checks.ifPresent(check -> check.cancel(false));
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (idle) {
            request.arrived(System.nanoTime());
        }
        context.fireChannelRead(message);
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        if (message instanceof ByteBuf bytes) {
            int count = bytes.readableBytes();
            reading.written(count);
            var _ = context.write(message, promise.unvoid().addListener(sent -> reading.read(count)));
        } else {
            var _ = context.write(message, promise);
        }
    }

    private void check(ChannelHandlerContext context) {
        if (request.isLate(System.nanoTime())) {
            log.debug("{} has not sent a whole request in time", context.channel());
            var _ = context.close();
        } else if (reading.isTooSlow(interval)) {
            log.info("a client that reads slower than allowed is cut off");
            // What it has not read is of no use to it; and it must not take a part for the whole.
            context.channel().config().setOption(ChannelOption.SO_LINGER, 0);
            var _ = context.close();
        }
    }
}
