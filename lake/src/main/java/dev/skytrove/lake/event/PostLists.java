package dev.skytrove.lake.event;

import java.util.List;
import java.util.stream.Stream;

/** What a post names several of: in its rich text's facets, its embed and its own lists. */
final class PostLists {
    private final JsonObject post;
    private final Embed embed;

    PostLists(JsonObject post, Embed embed) {
        this.post = post;
        this.embed = embed;
    }

    /** Where the text links to, then where the link card does. */
    List<String> linkUris() {
        return Stream.concat(features("link", "uri"), embed.externalUri().stream()).toList();
    }

    /** Those in the text, then those beside it. */
    List<String> hashtags() {
        return Stream.concat(features("tag", "tag"), post.texts("tags"))
                .map(Hashtag::name)
                .filter(name -> !name.isEmpty())
                .toList();
    }

    List<String> mentionDids() {
        return features("mention", "did").toList();
    }

    /** What the author warns of. */
    List<String> selfLabels() {
        return post.object("labels").objects("values")
                .flatMap(label -> label.text("val").stream())
                .toList();
    }

    private Stream<String> features(String type, String field) {
        String name = "app.bsky.richtext.facet#" + type;
        return post.objects("facets")
                .flatMap(facet -> facet.objects("features"))
                .filter(feature -> feature.text("$type").filter(name::equals).isPresent())
                .flatMap(feature -> feature.text(field).stream());
    }
}
