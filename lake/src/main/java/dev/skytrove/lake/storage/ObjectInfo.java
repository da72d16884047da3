package dev.skytrove.lake.storage;

/**
 * What a listing tells of an object.
 *
 * @param name its name, relative to the store's prefix
 * @param size its length in bytes
 */
public record ObjectInfo(String name, long size) {}
