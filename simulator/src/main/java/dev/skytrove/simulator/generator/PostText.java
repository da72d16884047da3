package dev.skytrove.simulator.generator;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A post's text in the making: words, then links, mentions and hashtags with their facets. */
final class PostText {
    private static final List<String> TAGS = List.of(
            "rain", "Caturday", "東京", "buildinpublic", "música", "nowplaying", "été", "art");
    private static final List<String> SITES = List.of(
            "https://example.com/articles/", "https://news.example.org/2026/07/",
            "https://www.example.net/watch?list=new&v=");
    private static final Pattern WORD = Pattern.compile("(?<!\\p{L})\\p{L}{4,20}(?!\\p{L})");
    private static final int SHOWN_LINK = 27;
    /** 120 families of 25 bytes each: the 3,000 bytes that a text may have, in less than 300 graphemes. */
    private static final String MUCH_EMOJI = "👨‍👩‍👧‍👦".repeat(120);

    private final StringBuilder text = new StringBuilder(256);
    private final List<Facet> facets = new ArrayList<>();
    private final List<String> languages;

    private PostText(Passage passage) {
        text.append(passage.text());
        languages = passage.languages();
    }

    /** Makes one up; one in a hundred is of the odd sort that is valid all the same. */
    static PostText of(Texts texts, Dice dice, Names names) {
        PostText post = new PostText(texts.passage(dice));
        int roll = dice.below(1000);
        if (roll < 150) {
            post.link(dice);
        } else if (roll < 190) {
            post.mention(dice, names);
        } else if (roll < 290) {
            post.hashtags(dice);
        }
        if (dice.perMille(10)) {
            post.oddity(dice);
        }
        return post;
    }

    String text() {
        return text.toString();
    }

    List<Facet> facets() {
        return facets;
    }

    List<String> languages() {
        return languages;
    }

    private void link(Dice dice) {
        String site = dice.perMille(500) ? dice.pick(SITES) : Names.site(dice);
        String uri = site + Long.toString(dice.bits() >>> 16, 36);
        String shown = uri.substring("https://".length());
        String cut = shown.length() > SHOWN_LINK ? shown.substring(0, SHOWN_LINK) + "..." : shown;
        add(dice.perMille(300) ? "\n\n" : " ", cut, new Facet.Link(uri));
    }

    private void mention(Dice dice, Names names) {
        long account = Plan.someAccount(dice);
        add(" ", "@" + names.handle(account), new Facet.Mention(account));
    }

    private void hashtags(Dice dice) {
        for (int count = 1 + dice.below(3); count > 0; count--) {
            String tag = dice.perMille(500) ? dice.pick(TAGS) : someWord(dice);
            add(" ", "#" + tag, new Facet.Tag(tag));
        }
    }

    /** What people make a hashtag of: a word of what they say. */
    private String someWord(Dice dice) {
        Matcher word = WORD.matcher(text);
        return word.find(dice.below(text.length() + 1)) ? word.group() : dice.pick(TAGS);
    }

    private void oddity(Dice dice) {
        switch (dice.below(5)) {
            case 0 -> text.append(" nul\0here");
            case 1 -> text.append(" half\ud83d of a pair");
            case 2 -> text.append(" \u202eright to left\u202c \u2066isolated\u2069 \u200f\u200e");
            case 3 -> text.append(" \\backslash \"quotes\" <b>&amp;</b>\t\u2028\u0001\u007f");
            default -> {
                text.setLength(0);
                facets.clear();
                text.append(MUCH_EMOJI);
            }
        }
    }

    private void add(String before, String shown, Facet.Meaning meaning) {
        text.append(before);
        int start = utf8Length(text);
        text.append(shown);
        facets.add(new Facet(start, start + utf8Length(shown), meaning));
    }

    /** Like Go's encoder, which an index has to agree with, it counts half of a surrogate pair as U+FFFD. */
    private static int utf8Length(CharSequence text) {
        return text.codePoints()
                .map(point -> point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4)
                .sum();
    }
}
