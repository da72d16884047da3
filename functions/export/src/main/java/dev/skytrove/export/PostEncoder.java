package dev.skytrove.export;

import dev.skytrove.query.posts.PostResult;

/** Makes the bytes of an export from its posts, as they come. Used by one thread. */
interface PostEncoder {
    /** What is before the first post. */
    byte[] start();

    /** What can be sent when a post has been added; empty if that waits for others. */
    byte[] add(PostResult post);

    /** What is behind the last post. */
    byte[] end();
}
