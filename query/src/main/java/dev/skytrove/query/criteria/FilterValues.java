package dev.skytrove.query.criteria;

import dev.skytrove.lake.event.Hashtag;
import dev.skytrove.query.criteria.Condition.Feature;
import java.math.BigDecimal;
import java.net.IDN;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Single values of filters, each as a {@link Condition} has it. A method's first parameter is the parameter's name. */
final class FilterValues {
    private static final Pattern LANG = Pattern.compile("[a-zA-Z]{1,8}(-[a-zA-Z0-9]{1,8})*");
    private static final Pattern HOST = Pattern.compile("(?=.{1,253}$)[^\\s\\p{Cntrl}.@:/?#\\[\\]\\\\%]+"
            + "(\\.[^\\s\\p{Cntrl}.@:/?#\\[\\]\\\\%]+)*");
    private static final Pattern URI = Pattern.compile("at://[^\\s/]+(/[^\\s/]+)*");
    private static final Pattern SHARE = Pattern.compile("[01]?\\.\\d{1,9}|[01]");
    private static final Pattern COUNT = Pattern.compile("\\d{1,9}");
    private static final Pattern UNPAIRED_SURROGATE = Pattern.compile("\\p{Cs}");
    private static final BigDecimal ALL_OF_32_BITS = BigDecimal.valueOf(1L << 32);

    private FilterValues() {}

    static String uri(String name, String value) {
        return matching(URI, name, clean(value), "URIs such as at://did:plc:…/app.bsky.feed.post/…");
    }

    static String lang(String name, String value) {
        return matching(LANG, name, value, "languages such as en, pt-BR or zh-Hant (BCP 47)").toLowerCase(Locale.ROOT);
    }

    /** As the lake has tags. */
    static String hashtag(String name, String value) {
        String tag = Hashtag.name(clean(value));
        if (tag.isEmpty()) {
            throw refused(name, value, "hashtags, with or without #");
        }
        return tag;
    }

    /** In the form that links have: names of other scripts are in Punycode. */
    static String domain(String name, String value) {
        String host = value.endsWith(".") ? value.substring(0, value.length() - 1) : value;
        String accepts = "host names such as example.org";
        matching(HOST, name, host, accepts);
        try {
            return IDN.toASCII(host, IDN.ALLOW_UNASSIGNED).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException e) {
            throw refused(name, value, accepts);
        }
    }

    static Feature feature(String name, String value) {
        return switch (value) {
            case "image" -> Feature.IMAGE;
            case "video" -> Feature.VIDEO;
            case "link" -> Feature.LINK;
            case "quote" -> Feature.QUOTE;
            case "reply" -> Feature.REPLY;
            case "alt" -> Feature.ALT;
            default -> throw refused(name, value, "image, video, link, quote, reply or alt");
        };
    }

    /** The condition that a share makes; empty if it is blank or everything. */
    static Optional<Condition> sample(String value) {
        if (value.isEmpty()) {
            return Optional.empty();
        }
        String accepts = "a share above 0 and up to 1, such as 0.01";
        BigDecimal share = new BigDecimal(matching(SHARE, "sample", value, accepts));
        if (share.signum() == 0 || share.compareTo(BigDecimal.ONE) > 0) {
            throw refused("sample", value, accepts);
        }
        long below = share.multiply(ALL_OF_32_BITS).longValue();
        return share.compareTo(BigDecimal.ONE) == 0 ? Optional.empty() : Optional.of(new Condition.Sample(below));
    }

    /** A whole number; empty if the value is. */
    static Optional<Integer> count(String name, String value) {
        return value.isEmpty()
                ? Optional.empty()
                : Optional.of(Integer.valueOf(matching(COUNT, name, value, "a whole number from 0 to 999999999")));
    }

    /** As the lake has texts: U+FFFD stands for unpaired surrogates. */
    static String clean(String value) {
        return UNPAIRED_SURROGATE.matcher(value).replaceAll("\uFFFD");
    }

    private static String matching(Pattern pattern, String name, String value, String accepts) {
        if (!pattern.matcher(value).matches()) {
            throw refused(name, value, accepts);
        }
        return value;
    }

    private static InvalidParameterException refused(String name, String value, String accepts) {
        String has = name.equals("text") ? " names '" : " is '";
        return new InvalidParameterException(name, name + has + Quoted.of(value) + "'", accepts);
    }
}
