package dev.skytrove.lake.storage;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * How an S3 server is reached. {@code toString} shows no key.
 *
 * @param endpoint its URL, or empty for that of AWS in the region
 * @param region what requests are signed for
 * @param accessKey who asks
 * @param secretKey proves it
 * @param sessionToken goes with temporary keys; empty for others
 * @param requestsPerSecond the most requests that a client begins in a second
 */
record S3Settings(String endpoint, String region, String accessKey, String secretKey, String sessionToken, int requestsPerSecond) {
    /** What holds for variables that are not set; others read it, too. */
    private static final String DEFAULTS = "/META-INF/skytrove/defaults.properties";

    private static final Pattern COUNT = Pattern.compile("[1-9]\\d{0,5}");

    /**
     * Reads the variables that all S3 tools read: {@code AWS_ENDPOINT_URL_S3} or {@code AWS_ENDPOINT_URL}, {@code
     * AWS_REGION} or {@code AWS_DEFAULT_REGION}, {@code AWS_ACCESS_KEY_ID}, {@code AWS_SECRET_ACCESS_KEY} and {@code
     * AWS_SESSION_TOKEN}; and {@code SKYTROVE_S3_REQUESTS}. Nothing else is looked at: no profile files and no metadata services, which cost seconds.
     *
     * @throws IllegalArgumentException naming the variable that is missing or wrong
     */
    static S3Settings of(Map<String, String> environment) {
        Properties defaults = defaults();
        return new S3Settings(
                endpoint(environment),
                first(environment, defaults.getProperty("AWS_DEFAULT_REGION"), "AWS_REGION", "AWS_DEFAULT_REGION"),
                required(environment, "AWS_ACCESS_KEY_ID"),
                required(environment, "AWS_SECRET_ACCESS_KEY"),
                first(environment, "", "AWS_SESSION_TOKEN"),
                requests(first(environment, defaults.getProperty("SKYTROVE_S3_REQUESTS"), "SKYTROVE_S3_REQUESTS")));
    }

    private static Properties defaults() {
        Properties defaults = new Properties();
        try (InputStream resource = S3Settings.class.getResourceAsStream(DEFAULTS)) {
            defaults.load(resource);
        } catch (IOException e) {
            throw new UncheckedIOException(DEFAULTS + " cannot be read", e);
        }
        return defaults;
    }

    private static String endpoint(Map<String, String> environment) {
        String text = first(environment, "", "AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL");
        if (!text.isEmpty() && !isEndpoint(text)) {
            throw new IllegalArgumentException(
                    "AWS_ENDPOINT_URL_S3 or AWS_ENDPOINT_URL is not a URL such as https://fsn1.your-objectstorage.com");
        }
        return text;
    }

    private static boolean isEndpoint(String text) {
        try {
            URI uri = new URI(text);
            boolean http = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
            return http && uri.getHost() != null && uri.getUserInfo() == null && uri.getQuery() == null;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static int requests(String number) {
        if (!COUNT.matcher(number).matches()) {
            throw new IllegalArgumentException("SKYTROVE_S3_REQUESTS is not a whole number from 1 to 999999");
        }
        return Integer.parseInt(number);
    }

    private static String required(Map<String, String> environment, String name) {
        String value = first(environment, "", name);
        if (value.isEmpty()) {
            throw new IllegalArgumentException(name + " is not set; storage in s3:// needs it");
        }
        return value;
    }

    private static String first(Map<String, String> environment, String otherwise, String... names) {
        return Stream.of(names)
                .map(name -> environment.getOrDefault(name, "").strip())
                .filter(value -> !value.isEmpty())
                .findFirst()
                .orElse(otherwise);
    }

    @Override
    public String toString() {
        return "S3Settings[endpoint=" + endpoint + ", region=" + region + "]";
    }
}
