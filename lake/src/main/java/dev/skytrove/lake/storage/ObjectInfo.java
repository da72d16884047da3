package dev.skytrove.lake.storage;

import java.time.Instant;

/**
 * What a listing tells of an object.
 *
 * @param name its name, relative to the store's prefix
 * @param size its length in bytes
 * @param modifiedAt when it was put last, by the store's clock, in full seconds or finer
 */
public record ObjectInfo(String name, long size, Instant modifiedAt) {}
