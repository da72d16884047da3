package dev.skytrove.query.fold;

import dev.skytrove.lake.storage.ObjectStore;
import dev.skytrove.query.files.DigestFolder;
import dev.skytrove.query.files.ListingMemory;
import dev.skytrove.query.handles.HandleResolver;
import dev.skytrove.query.posts.KeyDigests;

/**
 * What a process keeps of a lake between queries, beside copies of its files.
 *
 * @param store the lake itself
 * @param listings names of what is long over
 * @param digests of accounts and deletes
 * @param resolver of handles that the lake does not know
 * @param kept what counts of all posts found out
 * @param keys of what hides posts, by file
 */
public record LakeMemory(
        ObjectStore store,
        ListingMemory listings,
        DigestFolder digests,
        HandleResolver resolver,
        KeptCounts kept,
        KeyDigests keys) {}
