package dev.skytrove.simulator.server;

import java.util.Optional;

/**
 * How a subscription begins.
 *
 * @param greeting what is sent before the first event, empty for nothing
 * @param slow how long nothing is sent at first, if so
 */
record Opening(Wire wire, String greeting, Optional<Fault.SlowStart> slow) {
    Opening(Wire wire, String greeting) {
        this(wire, greeting, Optional.empty());
    }

    Opening slowed(Fault.SlowStart fault) {
        return new Opening(wire, greeting, Optional.of(fault));
    }
}
