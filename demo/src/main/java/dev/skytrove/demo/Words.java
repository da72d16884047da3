package dev.skytrove.demo;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Texts that are worth searching for in posts that nobody has read: what occurs often, and a phrase that occurs. */
final class Words {
    private static final Pattern WORD = Pattern.compile("\\p{L}{5,20}");
    private static final Pattern PHRASE = Pattern.compile("(\\p{L}{3,20} \\p{L}{3,20})");

    private Words() {}

    /** The word that occurs in most of the texts; {@code fallback} if there is none of five letters or more. */
    static String mostFrequent(List<String> texts, String fallback) {
        Map<String, Integer> counts = new HashMap<>();
        texts.forEach(text -> wordsOf(text).stream().distinct().forEach(word -> counts.merge(word, 1, Integer::sum)));
        return counts.entrySet().stream()
                .max(Map.Entry.<String, Integer>comparingByValue()
                        .thenComparing(Map.Entry.comparingByKey(Comparator.reverseOrder())))
                .map(Map.Entry::getKey)
                .orElse(fallback);
    }

    /** Two words of one text, in the order opposite to that in the text; {@code fallback} if no text has two. */
    static String twoOfOneText(List<String> texts, String fallback) {
        for (String text : texts) {
            List<String> words = wordsOf(text).stream().distinct().toList();
            if (words.size() >= 2) {
                return words.getLast() + " " + words.getFirst();
            }
        }
        return fallback;
    }

    /** Two words that follow each other in one of the texts; {@code fallback} if there are none. */
    static String phrase(List<String> texts, String fallback) {
        for (String text : texts) {
            Matcher matcher = PHRASE.matcher(text);
            if (matcher.find()) {
                return matcher.group(1);
            }
        }
        return fallback;
    }

    private static List<String> wordsOf(String text) {
        List<String> words = new ArrayList<>();
        Matcher matcher = WORD.matcher(text.toLowerCase(Locale.ROOT));
        while (matcher.find()) {
            words.add(matcher.group());
        }
        return words;
    }
}
