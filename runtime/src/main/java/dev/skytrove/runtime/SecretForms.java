package dev.skytrove.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** The secrets among the settings, in every form in which a message might show them. */
final class SecretForms {
    /** Shorter ones stand in ordinary words: they are masked in URLs only. */
    private static final int SHORTEST = 4;

    private static final Pattern ESCAPE = Pattern.compile("%[0-9a-fA-F]{2}");
    /** What is no escape. To match whole texts takes a stack frame a character, and lists of API keys are long. */
    private static final Pattern NO_ESCAPE = Pattern.compile("%(?![0-9a-fA-F]{2})");
    /** A URL in which there is no secret. */
    private static final Pattern PLAIN_URL =
            Pattern.compile("[a-z]+://(?:[\\w.-]+|\\[[0-9a-fA-F:.]+])(?::\\d{1,5})?(?:/\\d*)?");

    /** Of both of Jetstream's wires. */
    private static final Set<String> KNOWN_PARAMETERS = Set.of(
            "wantedCollections", "wantedDids", "collections", "dids", "maxMessageSizeBytes", "requireHello");

    private final Set<String> forms = new LinkedHashSet<>();

    private SecretForms() {}

    static List<String> of(Map<String, String> environment) {
        SecretForms found = new SecretForms();
        for (KnownSetting setting : KnownSetting.values()) {
            String value = environment.getOrDefault(setting.name(), "");
            if (setting.isSecret()) {
                found.add(value);
                found.add(value.strip());
            } else if (setting == KnownSetting.SKYTROVE_REDIS) {
                found.addOfUrl(value.strip(), !isPlain(value.strip()));
            } else {
                found.addOfUrl(value, false);
                List.of(value.split(",", -1)).forEach(part -> {
                    found.addOfUrl(part, false);
                    found.addOfQuery(part);
                });
            }
        }
        return List.copyOf(found.forms);
    }

    /** Whether a URL names a server, and nothing that might be a secret. */
    static boolean isPlain(String url) {
        return PLAIN_URL.matcher(url).matches();
    }

    // Where a URL ends its user and password is told by its last '@'; one that has none and is no URL may be all secret.
    private void addOfUrl(String url, boolean suspicious) {
        int start = url.indexOf("://");
        int end = url.lastIndexOf('@');
        if (start >= 0 && end > start) {
            String userInfo = url.substring(start + 3, end);
            add(userInfo);
            add(userInfo.substring(userInfo.indexOf(':') + 1));
            addForm(Base64.getEncoder().encodeToString(userInfo.getBytes(UTF_8)));
        } else if (suspicious) {
            String rest = url.substring(start < 0 ? 0 : start + 3);
            add(rest);
            add(rest.substring(rest.indexOf(':') + 1));
        }
    }

    /** A server of one's own may ask for a key; what Jetstream's parameters are set to is no secret. */
    private void addOfQuery(String url) {
        int start = url.indexOf('?');
        if (start < 0) {
            return;
        }
        for (String parameter : List.of(url.substring(start + 1).split("&", -1))) {
            int value = parameter.indexOf('=') + 1;
            if (value == 0 || !KNOWN_PARAMETERS.contains(parameter.substring(0, value - 1))) {
                add(parameter.substring(value));
            }
        }
    }

    private void add(String secret) {
        addWritten(secret);
        if (!NO_ESCAPE.matcher(secret).find()) {
            addWritten(URLDecoder.decode(secret.replace("+", "%2B"), UTF_8));
        }
    }

    private void addWritten(String secret) {
        addForm(secret);
        String encoded = URLEncoder.encode(secret, UTF_8);
        for (String form : List.of(encoded, encoded.replace("+", "%20"))) {
            addForm(form);
            addForm(ESCAPE.matcher(form).replaceAll(escape -> escape.group().toLowerCase(Locale.ROOT)));
        }
        // As a JSON text has it.
        addForm(secret.replace("\\", "\\\\").replace("\"", "\\\""));
    }

    private void addForm(String form) {
        if (form.strip().length() >= SHORTEST) {
            forms.add(form);
        }
    }
}
