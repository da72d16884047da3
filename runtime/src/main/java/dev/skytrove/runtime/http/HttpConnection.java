package dev.skytrove.runtime.http;

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
import io.netty.util.concurrent.ScheduledFuture;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * One connection: under way from its acceptance until its first answer is sent, and from each further request until
 * that one's answer is. All but the construction is for the connection's own event loop.
 */
final class HttpConnection extends ChannelDuplexHandler {
    /** As long as common servers wait for the head of a request. */
    private static final int SILENCE_SECONDS = 30;

    private final Connections connections;
    private boolean underWay = true;
    private int unanswered;
    private Optional<ScheduledFuture<?>> silence = Optional.empty();

    HttpConnection(Connections connections) {
        this.connections = connections;
        connections.begin();
    }

    /** Puts this between the decoder of requests and Micronaut's handler of them. */
    NettyServerCustomizer customizer(ChannelPipeline pipeline) {
        return new NettyServerCustomizer() {
            @Override
            public void onStreamPipelineBuilt() {
                pipeline.addBefore(
                        ChannelPipelineCustomizer.HANDLER_MICRONAUT_INBOUND, "skytrove-connection", HttpConnection.this);
            }
        };
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        if (connections.isSilenceLimited()) {
            Runnable close = () -> {
                var _ = context.close();
            };
            silence = Optional.of(context.executor().schedule(close, SILENCE_SECONDS, TimeUnit.SECONDS));
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof HttpRequest request) {
            begin();
            if (connections.isEachRequestTheLast()) {
                // Micronaut then says so in its answer, and closes after it.
                request.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
            }
        }
        context.fireChannelRead(message);
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        boolean ends = message instanceof LastHttpContent && !isInformational(message);
        var _ = context.write(message, ends ? promise.unvoid().addListener(sent -> answered()) : promise);
    }

    void closed() {
        endSilence();
        end();
    }

    private static boolean isInformational(Object message) {
        return message instanceof HttpResponse response
                && response.status().codeClass() == HttpStatusClass.INFORMATIONAL;
    }

    private void begin() {
        endSilence();
        unanswered++;
        if (!underWay) {
            underWay = true;
            connections.begin();
        }
    }

    private void answered() {
        unanswered--;
        if (unanswered == 0) {
            end();
        }
    }

    private void end() {
        if (underWay) {
            underWay = false;
            connections.end();
        }
    }

    private void endSilence() {
        silence.ifPresent(limit -> limit.cancel(false));
        silence = Optional.empty();
    }
}
