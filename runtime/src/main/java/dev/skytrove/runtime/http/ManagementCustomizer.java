package dev.skytrove.runtime.http;

import io.micronaut.http.netty.channel.ChannelPipelineCustomizer;
import io.micronaut.http.server.netty.NettyServerCustomizer;
import io.netty.channel.Channel;

/** Keeps web pages out of a server that is for this machine alone: {@code /health} and {@code /prometheus}. */
public final class ManagementCustomizer implements NettyServerCustomizer {
    @Override
    public NettyServerCustomizer specializeForChannel(Channel channel, ChannelRole role) {
        return role == ChannelRole.CONNECTION ? guarded(channel) : this;
    }

    static NettyServerCustomizer guarded(Channel channel) {
        return new NettyServerCustomizer() {
            @Override
            public void onStreamPipelineBuilt() {
                String micronaut = ChannelPipelineCustomizer.HANDLER_MICRONAUT_INBOUND;
                channel.pipeline()
                        .addBefore(micronaut, "skytrove-check", new RequestCheck())
                        .addBefore(micronaut, "skytrove-loopback", new LoopbackHost());
            }
        };
    }
}
