package dev.skytrove.query.files;

/**
 * An object beside the files of the lake's tables, whose content never changes either.
 *
 * @param name of it
 * @param size its length in bytes, as listed
 */
public record StoredObject(String name, long size) {}
