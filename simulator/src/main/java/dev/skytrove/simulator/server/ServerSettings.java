package dev.skytrove.simulator.server;

import java.util.Optional;
import java.util.Set;

/**
 * How a history is served.
 *
 * @param port the TCP port on the loopback interface, 0 for a free one
 * @param rate how fast each client is served
 * @param liveTip whether clients without a cursor start at the end, as at the real service, not at the beginning
 * @param dictionary what the v1 wire is compressed with for clients that ask for it; without one they get plain text
 * @param v2 what concerns the v2 wire alone
 * @param faults what goes wrong without being asked for over HTTP
 * @param omission what is left out on every connection, but not in the ledger
 * @param preload which frames are made in advance, for clients that want everything
 */
public record ServerSettings(
        int port,
        EventRate rate,
        boolean liveTip,
        Optional<EventDictionary> dictionary,
        V2Settings v2,
        FaultPlan faults,
        Omission omission,
        Set<Encoding> preload) {
    /** Any free port, as fast as possible, from the beginning. */
    public static final ServerSettings DEFAULT =
            new ServerSettings(0, EventRate.UNLIMITED, false, Optional.empty(), V2Settings.DEFAULT, FaultPlan.NONE,
                    Omission.NONE, Set.of());

    /** @throws IllegalArgumentException if {@code port} is no port number */
    public ServerSettings {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("not a port: " + port);
        }
        preload = Set.copyOf(preload);
    }

    /** The same at another rate. */
    public ServerSettings withRate(EventRate other) {
        return new ServerSettings(port, other, liveTip, dictionary, v2, faults, omission, preload);
    }

    /** The same with clients that start at the end. */
    public ServerSettings withLiveTip() {
        return new ServerSettings(port, rate, true, dictionary, v2, faults, omission, preload);
    }

    /** The same with a dictionary for the v1 wire. */
    public ServerSettings withDictionary(EventDictionary other) {
        return new ServerSettings(port, rate, liveTip, Optional.of(other), v2, faults, omission, preload);
    }

    /** The same with another v2 wire. */
    public ServerSettings withV2(V2Settings other) {
        return new ServerSettings(port, rate, liveTip, dictionary, other, faults, omission, preload);
    }

    /** The same with faults. */
    public ServerSettings withFaults(FaultPlan other) {
        return new ServerSettings(port, rate, liveTip, dictionary, v2, other, omission, preload);
    }

    /** The same without some events. */
    public ServerSettings withOmission(Omission other) {
        return new ServerSettings(port, rate, liveTip, dictionary, v2, faults, other, preload);
    }

    /**
     * The same with frames made in advance.
     *
     * @throws IllegalArgumentException if the dictionary for one of them was not given before
     */
    public ServerSettings withPreload(Set<Encoding> encodings) {
        if (!encodings.stream().allMatch(encoding -> encoding.isPossible(this))) {
            throw new IllegalArgumentException("compressed frames need a dictionary");
        }
        return new ServerSettings(port, rate, liveTip, dictionary, v2, faults, omission, encodings);
    }
}
