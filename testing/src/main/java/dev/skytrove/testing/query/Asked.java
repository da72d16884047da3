package dev.skytrove.testing.query;

import dev.skytrove.testing.model.Folding;
import java.net.IDN;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.DoublePredicate;
import java.util.regex.Pattern;

/** What single filters ask of a post. */
@FunctionalInterface
interface Asked {
    boolean meets(ModelPost post, ModelLake lake);

    /** Its text has these characters somewhere. */
    static Asked says(String characters) {
        String folded = Folding.of(characters);
        return (post, _) -> post.compared() != null && post.compared().contains(folded);
    }

    /** An expression matches somewhere in its text as written. */
    static Asked matches(String expression) {
        Pattern pattern = Pattern.compile(expression);
        return (post, _) -> post.text() != null && pattern.matcher(post.text()).find();
    }

    /** It is by someone: a handle, a DID, or all handles below a domain. */
    static Asked by(String name) {
        return (post, lake) -> who(name, lake).contains(post.did());
    }

    static Asked mentions(String name) {
        return (post, lake) -> post.mentions().stream().anyMatch(who(name, lake)::contains);
    }

    static Asked answers(String name) {
        return (post, lake) -> post.parentUri() != null
                && who(name, lake).stream().anyMatch(did -> post.parentUri().startsWith("at://" + did + "/"));
    }

    static Asked lang(String lang) {
        String asked = lang.toLowerCase(Locale.ROOT);
        return (post, _) -> post.langs().stream()
                .map(claimed -> claimed.toLowerCase(Locale.ROOT))
                .anyMatch(claimed -> claimed.equals(asked) || claimed.startsWith(asked + "-"));
    }

    static Asked hashtag(String tag) {
        return (post, _) -> post.hashtags().stream().anyMatch(one -> plain(one).equals(plain(tag)));
    }

    static Asked domain(String domain) {
        String asked = IDN.toASCII(domain).toLowerCase(Locale.ROOT).replaceFirst("\\.$", "");
        return (post, _) -> post.links().stream()
                .map(Asked::host)
                .anyMatch(host -> host.equals(asked) || host.endsWith("." + asked));
    }

    static Asked url(String url) {
        return (post, _) -> post.links().contains(url);
    }

    static Asked minImages(int least) {
        return (post, _) -> post.images() >= least;
    }

    static Asked maxHashtags(int most) {
        return (post, _) -> post.hashtags().size() <= most;
    }

    static Asked label(String label) {
        return (post, _) -> post.labels().contains(label);
    }

    static Asked uri(String uri) {
        return (post, _) -> post.uri().equals(uri);
    }

    static Asked replyTo(String uri) {
        return (post, _) -> uri.equals(post.parentUri());
    }

    static Asked thread(String uri) {
        return (post, _) -> uri.equals(post.rootUri()) || uri.equals(post.uri());
    }

    static Asked quotes(String uri) {
        return (post, _) -> uri.equals(post.quoteUri());
    }

    static Asked has(String feature) {
        return (post, _) -> switch (feature) {
            case "image" -> post.images() > 0;
            case "video" -> post.video();
            case "link" -> !post.links().isEmpty();
            case "quote" -> post.quoteUri() != null;
            case "reply" -> post.parentUri() != null;
            default -> post.alt() != null && !post.alt().isEmpty();
        };
    }

    /** It has a value of a feature, of which something is true. */
    static Asked feature(String name, DoublePredicate is) {
        return (post, lake) -> lake.feature(post, name).stream().anyMatch(is);
    }

    /** Of the MD5 of its URI, the first four bytes as a number are below the share of all such numbers. */
    static Asked sample(double share) {
        return (post, _) -> firstFourBytes(post.uri()) < (long) (share * (1L << 32));
    }

    /** One of these is met. */
    static Asked oneOf(List<Asked> all) {
        return (post, lake) -> all.stream().anyMatch(asked -> asked.meets(post, lake));
    }

    private static Set<String> who(String name, ModelLake lake) {
        if (name.startsWith("did:")) {
            return Set.of(name);
        }
        if (name.startsWith("*.")) {
            return lake.ownersBelow(name.substring(2));
        }
        return lake.owner(name).map(Set::of).orElse(Set.of());
    }

    private static String plain(String tag) {
        return Normalizer.normalize(Folding.small(tag), Form.NFC);
    }

    private static String host(String link) {
        int start = link.indexOf("://");
        if (start < 0) {
            return "";
        }
        String authority = link.substring(start + 3).split("[/?#]", 2)[0];
        String host = authority.substring(authority.lastIndexOf('@') + 1).split(":", 2)[0];
        return host.toLowerCase(Locale.ROOT).replaceFirst("\\.$", "");
    }

    private static long firstFourBytes(String uri) {
        try {
            byte[] md5 = MessageDigest.getInstance("MD5").digest(uri.getBytes(StandardCharsets.UTF_8));
            return Integer.toUnsignedLong(ByteBuffer.wrap(md5).getInt());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
