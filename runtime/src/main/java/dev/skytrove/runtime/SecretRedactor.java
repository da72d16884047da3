package dev.skytrove.runtime;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Takes secrets out of text that is to be printed: those of the settings in whatever form they occur, and the user and
 * password of every URL. Takes time in proportion to the text.
 */
public final class SecretRedactor {
    // Up to the last '@': a password may hold any character, and hiding too much does no harm.
    private static final Pattern USER_INFO = Pattern.compile("://.*@", Pattern.DOTALL);
    private static final String MASKED = "://" + Secret.MASK + "@";

    /** Longest first, so that none hides only a part of another. */
    private final List<String> secrets;

    SecretRedactor(List<String> secrets) {
        this.secrets = secrets.stream()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
    }

    /** Knows the secrets among the settings of an environment. */
    public static SecretRedactor of(Map<String, String> environment) {
        return new SecretRedactor(SecretForms.of(environment));
    }

    /** Takes what remains of a text, bit by bit. */
    interface Sink {
        /** Takes what stands for a secret. */
        void mask(String mask);

        /** Takes one character of the text. */
        void take(int codePoint);

        /** Whether it takes no more. */
        boolean isFull();
    }

    /** A URL, valid or not, with its user and password masked: {@code redis://***@host:6379}. */
    public static String redactUrl(String url) {
        return USER_INFO.matcher(url).replaceAll(MASKED);
    }

    /** The text with every secret in it masked, and the user and password of every URL. */
    public String redact(String text) {
        StringBuilder redacted = new StringBuilder(text.length());
        var _ = scan(text, new Sink() {
            @Override
            public void mask(String mask) {
                redacted.append(mask);
            }

            @Override
            public void take(int codePoint) {
                redacted.appendCodePoint(codePoint);
            }

            @Override
            public boolean isFull() {
                return false;
            }
        });
        return redacted.toString();
    }

    /** Passes a text on until it ends or the sink is full; returns how far it came. */
    int scan(String text, Sink sink) {
        UserInfo userInfo = new UserInfo(text);
        int at = 0;
        while (at < text.length() && !sink.isFull()) {
            int secret = lengthOfSecret(text, at);
            int userInfoEnd = secret > 0 ? -1 : userInfo.end(at);
            if (secret > 0) {
                sink.mask(Secret.MASK);
                at += secret;
            } else if (userInfoEnd > 0) {
                sink.mask(MASKED);
                at = userInfoEnd;
            } else {
                int codePoint = text.codePointAt(at);
                sink.take(codePoint);
                at += Character.charCount(codePoint);
            }
        }
        return at;
    }

    private int lengthOfSecret(String text, int at) {
        for (String secret : secrets) {
            if (text.startsWith(secret, at)) {
                return secret.length();
            }
        }
        return 0;
    }

    /** Finds the user and password of URLs, looking at each character once however many URLs there seem to be. */
    private static final class UserInfo {
        private final String text;
        private int wordEnd;
        private int lastAt;

        private UserInfo(String text) {
            this.text = text;
        }

        /** Where the user and password end that begin here, behind the '@'; -1 if none begin here. */
        int end(int at) {
            if (!text.startsWith("://", at)) {
                return -1;
            }
            if (at >= wordEnd) {
                readWord(at);
            }
            return lastAt > at ? lastAt + 1 : -1;
        }

        private void readWord(int from) {
            lastAt = -1;
            wordEnd = from;
            while (wordEnd < text.length() && !Character.isWhitespace(text.charAt(wordEnd))) {
                if (text.charAt(wordEnd) == '@') {
                    lastAt = wordEnd;
                }
                wordEnd++;
            }
        }
    }
}
