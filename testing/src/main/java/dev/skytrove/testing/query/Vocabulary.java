package dev.skytrove.testing.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** What made-up posts are made of, and queries ask for. */
final class Vocabulary {
    static final List<String> WORDS = List.of(
            "Red", "green", "BLUE", "%", "_", "grün", "gru\u0308n", "Ъ", "мир", "МИР", "😀", "ｶﾞﾝ", "ガン", "日本", "語", "中国",
            "한글", "\u1112\u1161\u11ab글", "Straße", "strasse", "ΟΔΌΣ", "οδός", "שלום", "سلام", "नमस्ते", "ไทย", "❤\ufe0f", "❤",
            "bl\u200bue", "ＢＬＵＥ", "don’t", "don't", "ﬁn", "İx", "ışık", "Or", "and", "a:b", "e-mail", "C#", "x@y");
    static final List<String> LANGS = List.of("en", "en-GB", "EN", "pt-BR", "pt", "ja", "zh-Hant-TW", "zh", "und");
    static final List<String> TAGS =
            List.of("Cats", "cats", "CATS", "日本", "Übung", "U\u0308bung", "caf\u00e9", "Мир", "мир", "x_y", "a|b");
    static final List<String> LINKS = List.of(
            "https://www.Example.org/a?b=1,2", "https://example.org", "http://sub.deep.example.org:8080/x", "https://notexample.org/",
            "https://example.org.evil.test/", "https://user:pw@news.test./#x", "https://evil.test/?u=https://news.test",
            "https://xn--bcher-kva.test/", "mailto:someone@news.test", "nonsense");
    static final List<String> DOMAINS = List.of(
            "example.org", "EXAMPLE.ORG.", "org", "test", "news.test", "deep.example.org", "www.example.org", "bücher.test",
            "evil.test", "nowhere.test");
    static final List<String> FEATURES = List.of("score", "order", "like_count");
    static final List<String> SEEDS = List.of("", "1", "it's", "日本 %");

    /** Java's and RE2's at once. */
    static final List<String> PATTERNS = List.of(
            "(?i)red", "^Red", "gr[uü]", "мир$", "\\p{Lu}", "[A-Z]-|e-m", "日|語", "^.{3} ", "(מ|ام)", "[^\\x00-\\x7f]{4,5}", "#$", "o{2}|ss");
    static final List<String> LABELS = List.of("porn", "!no-unauthenticated", "graphic-media", "ünsafe");
    static final List<String> DIDS =
            List.of("did:plc:a", "did:plc:b", "did:plc:c", "did:plc:d", "did:plc:e", "did:web:f.example");

    private final Random random;

    Vocabulary(Random random) {
        this.random = random;
    }

    <T> T any(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    /** None, one or two different ones. */
    List<String> some(List<String> list) {
        List<String> some = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            String one = any(list);
            if (!some.contains(one)) {
                some.add(one);
            }
        }
        return some;
    }

    String did() {
        return any(DIDS);
    }

    /** Handles are the same in any case. */
    String handle() {
        String handle = "name" + random.nextInt(6) + (random.nextBoolean() ? ".one.example" : ".two.example");
        return random.nextBoolean() ? handle : handle.toUpperCase(Locale.ROOT);
    }

    String text() {
        return any(WORDS) + " " + any(WORDS) + any(WORDS) + "  " + any(WORDS);
    }

    /** A description, which may be empty. */
    String alt() {
        return random.nextBoolean() ? "" : any(List.of("a cat", "日本", "\\\"quoted\\\""));
    }
}
