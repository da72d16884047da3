package dev.skytrove.lake.event;

import java.util.Optional;

/**
 * What a post carries beside its text; the {@code app.bsky.embed.*} lexicons.
 *
 * @param object the post's {@code embed}, empty if it has none
 */
record Embed(JsonObject object) {
    private static final String PREFIX = "app.bsky.embed.";

    int imageCount() {
        return isOf(media(), "images") ? (int) media().objects("images").count() : 0;
    }

    boolean hasVideo() {
        return isOf(media(), "video");
    }

    /** The page that a link card leads to. */
    Optional<String> externalUri() {
        return isOf(media(), "external") ? media().object("external").text("uri") : Optional.empty();
    }

    /** The reference to the quoted record, empty if none is quoted. */
    JsonObject quoted() {
        if (isOf(object, "record")) {
            return object.object("record");
        }
        return withMedia() ? object.object("record").object("record") : JsonObject.EMPTY;
    }

    /** A quote may have media of its own, which are then one level down. */
    private JsonObject media() {
        return withMedia() ? object.object("media") : object;
    }

    private boolean withMedia() {
        return isOf(object, "recordWithMedia");
    }

    private static boolean isOf(JsonObject object, String type) {
        return object.text("$type").filter(name -> name.equals(PREFIX + type)).isPresent();
    }
}
