package dev.skytrove.testing.query;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.OptionalDouble;

/** What posts are ordered by, before their URIs. */
@FunctionalInterface
interface ModelOrder {
    ModelOrder OLDEST = _ -> Comparator.comparing(ModelPost::sortAt);
    ModelOrder NEWEST = _ -> Comparator.comparing(ModelPost::sortAt).reversed();

    /** The most likes first, posts without a value last. */
    ModelOrder TOP = lake -> Comparator.comparingDouble(post -> {
        OptionalDouble likes = lake.feature(post, "like_count");
        return likes.isPresent() ? -Math.floor(likes.getAsDouble()) : 1;
    });

    Comparator<ModelPost> in(ModelLake lake);

    /** By the MD5 of the seed's MD5 and the URI. */
    static ModelOrder random(String seed) {
        String key = md5(seed);
        return _ -> Comparator.comparing(post -> md5(key + post.uri()).substring(0, 13));
    }

    private static String md5(String text) {
        try {
            byte[] md5 = MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(md5);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
