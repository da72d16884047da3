package dev.skytrove.simulator.server;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;

/** Does to one connection what was asked for. */
// A write that fails ends the connection, and that is seen in channelInactive.
@SuppressWarnings("FutureReturnValueIgnored")
final class FaultRunner {
    private static final String GARBAGE = "{\"did\":\"did:plc:garbage\",\"time_us\":17831,\"kind\":\"com";

    private final Subscription subscription;
    private final ClientFrames frames;
    private final Wire wire;
    private final Faults faults;
    private final ArmedFaults armed;

    /** @param armed where faults go that cannot happen yet */
    FaultRunner(Subscription subscription, ClientFrames frames, Wire wire, Faults faults, ArmedFaults armed) {
        this.subscription = subscription;
        this.frames = frames;
        this.wire = wire;
        this.faults = faults;
        this.armed = armed;
    }

    void run(Fault.OnFrame due, ChannelHandlerContext context) {
        switch (due) {
            case Fault.Drop fault -> drop(fault, context);
            case Fault.Close fault -> {
                end(fault);
                Disconnects.close(context, fault.code(), "as asked");
            }
            case Fault.Stall fault -> subscription.hold(fault, fault.pause());
            case Fault.Garbage fault -> send(fault, frames.broken(GARBAGE), 1);
            case Fault.Duplicate fault -> duplicate(fault);
            case Fault.Half fault -> half(fault, context);
            case Fault.Gap fault -> gap(fault);
            case Fault.Failure fault -> {
                end(fault);
                Disconnects.cut(context, wire == Wire.V2 ? frames.frame(error(fault)) : Unpooled.EMPTY_BUFFER);
            }
            case Fault.Future fault -> send(fault, frames.frame(Attack.future(wire, frames.end())), 1);
            case Fault.Large fault -> send(fault, frames.frame(Attack.large(wire, frames.end(), fault.bytes())), 1);
            case Fault.Notice fault -> send(fault, frames.frame(Attack.notice(wire, fault.bytes())), 1);
            case Fault.Pings fault -> send(fault, Attack.pings(fault.count()), 0);
        }
    }

    private void send(Fault fault, ByteBuf frame, long count) {
        faults.fired(fault);
        subscription.transmit(frame, count);
    }

    private void drop(Fault.Drop fault, ChannelHandlerContext context) {
        subscription.hold();
        context.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(flushed -> {
            if (flushed.isSuccess()) {
                end(fault);
                Disconnects.reset(context);
            } else {
                subscription.take(fault);
            }
        });
    }

    private void duplicate(Fault.Duplicate fault) {
        if (frames.end() > 0) {
            faults.fired(fault);
            subscription.transmit(frames.again(), 1);
        } else {
            armed.putBack(fault, subscription.sent() + 1);
        }
    }

    private void half(Fault.Half fault, ChannelHandlerContext context) {
        ByteBuf frame = context.alloc().ioBuffer();
        long count = 0;
        while (count == 0 && !frames.isOver()) {
            count = frames.write(frame, 1, 1);
        }
        if (count == 0) {
            frame.release();
            armed.putBack(fault, subscription.sent());
        } else {
            end(fault);
            Disconnects.cut(context, frame.writerIndex(frame.readableBytes() / 2));
        }
    }

    private void gap(Fault.Gap fault) {
        if (frames.skip(fault.count()) > 0) {
            faults.fired(fault);
        } else {
            armed.putBack(fault, subscription.sent());
        }
    }

    private void end(Fault fault) {
        faults.fired(fault);
        subscription.end();
    }

    private static String error(Fault.Failure fault) {
        return "{\"$type\":\"error\",\"error\":\"" + fault.error() + "\",\"message\":\"as asked\"}";
    }
}
