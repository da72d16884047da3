package dev.skytrove.ttl;

import dev.skytrove.lake.storage.ObjectInfo;

/**
 * An object whose time is over.
 *
 * @param object the object
 * @param group what it counts for in the summary: {@code lake/likes} or {@code feeds/latest}
 */
record Expired(ObjectInfo object, String group) {}
