package dev.skytrove.runtime.http;

import dev.skytrove.runtime.FatalErrors;
import io.micronaut.http.netty.channel.ChannelPipelineCustomizer;
import io.micronaut.http.server.netty.NettyServerCustomizer;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One connection: under way from its acceptance until its first answer is sent, and from each further request until
 * that one's answer is. All but the construction and what says otherwise is for the connection's own event loop.
 */
final class HttpConnection extends ChannelDuplexHandler {
    private final Connections connections;
    private final ConnectionPace pace;
    private boolean underWay = true;
    private boolean closed;
    private final AtomicInteger unanswered = new AtomicInteger();
    private final Runnable answered = FatalErrors.guarded("to count a request as answered", this::answered);

    HttpConnection(Connections connections, ConnectionPace pace) {
        this.connections = connections;
        this.pace = pace;
        connections.begin();
    }

    /** Puts this between the decoder of requests and Micronaut's handler of them. */
    NettyServerCustomizer customizer(ChannelPipeline pipeline) {
        return new NettyServerCustomizer() {
            @Override
            public void onStreamPipelineBuilt() {
                pipeline.addFirst("skytrove-pace", pace);
                String micronaut = ChannelPipelineCustomizer.HANDLER_MICRONAUT_INBOUND;
                pipeline.addBefore(micronaut, "skytrove-connection", HttpConnection.this);
                pipeline.addBefore(micronaut, "skytrove-check", new RequestCheck());
                pipeline.addBefore(micronaut, "skytrove-dialect", new HttpDialect());
            }
        };
    }

    /** Whether a request waits for its answer; may be asked by any thread. */
    boolean isAnswering() {
        return unanswered.get() > 0;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof HttpRequest request) {
            pace.head();
            begin();
            if (connections.isEachRequestTheLast()) {
                // Micronaut then says so in its answer, and closes after it.
                request.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
            }
        }
        if (message instanceof LastHttpContent) {
            pace.whole();
        }
        context.fireChannelRead(message);
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        boolean ends = message instanceof LastHttpContent && !isInformational(message);
        var _ = context.write(message, ends ? promise.unvoid().addListener(_ -> answered.run()) : promise);
    }

    void closed() {
        closed = true;
        if (unanswered.getAndSet(0) > 0) {
            connections.endAnswering();
        }
        end();
    }

    private static boolean isInformational(Object message) {
        return message instanceof HttpResponse response
                && response.status().codeClass() == HttpStatusClass.INFORMATIONAL;
    }

    private void begin() {
        if (closed) {
            // A request of which the connection's end cut off a part: the decoder tells of it now, and nobody gets an answer.
            return;
        }
        if (unanswered.getAndIncrement() == 0) {
            connections.beginAnswering();
        }
        if (!underWay) {
            underWay = true;
            connections.begin();
        }
    }

    private void answered() {
        // What was not sent when the connection was closed is told of afterwards.
        if (isAnswering() && unanswered.decrementAndGet() == 0) {
            connections.endAnswering();
            pace.answered();
            end();
        }
    }

    private void end() {
        if (underWay) {
            underWay = false;
            connections.end();
        }
    }
}
