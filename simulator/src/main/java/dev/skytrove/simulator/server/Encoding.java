package dev.skytrove.simulator.server;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The forms that frames come in. */
public enum Encoding {
    /** Plain frames of the v1 wire. */
    V1(Wire.V1, false),
    /** Compressed frames of the v1 wire. */
    V1_ZSTD(Wire.V1, true),
    /** Plain frames of the v2 wire. */
    V2(Wire.V2, false),
    /** Compressed frames of the v2 wire. */
    V2_ZSTD(Wire.V2, true);

    private final Wire wire;
    private final boolean compressed;

    Encoding(Wire wire, boolean compressed) {
        this.wire = wire;
        this.compressed = compressed;
    }

    /** The one with a name such as {@code v1-zstd}. */
    public static Optional<Encoding> named(String name) {
        return Arrays.stream(values())
                .filter(encoding -> encoding.name().toLowerCase(Locale.ROOT).replace('_', '-').equals(name))
                .findFirst();
    }

    static Encoding of(Wire wire, boolean compressed) {
        return switch (wire) {
            case V1 -> compressed ? V1_ZSTD : V1;
            case V2 -> compressed ? V2_ZSTD : V2;
        };
    }

    /** What to compress with, or nothing. */
    Optional<EventDictionary> dictionary(ServerSettings settings) {
        Optional<EventDictionary> given = wire == Wire.V1 ? settings.dictionary() : settings.v2().dictionary();
        return compressed ? given : Optional.empty();
    }

    /** Whether the settings have what it takes. */
    boolean isPossible(ServerSettings settings) {
        return !compressed || dictionary(settings).isPresent();
    }

    Wire wire() {
        return wire;
    }
}
