package dev.skytrove.runtime.http;

import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.server.netty.NettyHttpRequest;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOutboundBuffer;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Bounds the memory of answers that clients have yet to read, together (I5): a client may take minutes for one of 8 MiB,
 * and searches for others go on meanwhile. May be used from any thread.
 */
@Singleton
@Requires(classes = NettyHttpRequest.class)
public final class UnreadAnswers {
    /** Four of the largest; some hundreds of the usual ones. */
    private static final long MOST = 32 << 20;

    private static final Duration RETRY_AFTER = Duration.ofSeconds(10);

    private final RequestEnd end;

    /** Those that an answer was given to, until they are closed. */
    private final Set<Channel> channels = ConcurrentHashMap.newKeySet();

    /** Bytes of answers that are on their way to their channel. */
    private final AtomicLong underWay = new AtomicLong();

    UnreadAnswers(RequestEnd end) {
        this.end = end;
    }

    /**
     * The same answer, which counts until its client has read it.
     *
     * @throws RetryLaterException if answers to others leave too little room
     */
    public byte[] add(HttpRequest<?> request, byte[] answer) {
        if (underWay.addAndGet(answer.length) + unread() > MOST) {
            underWay.addAndGet(-answer.length);
            throw new RetryLaterException("answers that others read leave too little memory", RETRY_AFTER);
        }
        RequestEnd.channel(request).ifPresent(this::watch);
        // From then on it is among what its channel holds.
        end.then(request, () -> underWay.addAndGet(-answer.length));
        return answer;
    }

    private void watch(Channel channel) {
        if (channels.add(channel)) {
            channel.closeFuture().addListener(_ -> channels.remove(channel));
        }
    }

    private long unread() {
        return channels.stream().mapToLong(UnreadAnswers::unread).sum();
    }

    private static long unread(Channel channel) {
        ChannelOutboundBuffer buffer = channel.unsafe().outboundBuffer();
        return buffer == null ? 0 : buffer.totalPendingWriteBytes();
    }
}
