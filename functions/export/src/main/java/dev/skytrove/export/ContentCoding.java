package dev.skytrove.export;

import java.util.List;
import java.util.Locale;

/** How a body is compressed, by what its client accepts (RFC 9110, section 12.5.3). */
final class ContentCoding {
    private static final String ZSTD = "zstd";
    private static final String GZIP = "gzip";

    private ContentCoding() {}

    /**
     * Whether zstd is asked for: where it is preferred to gzip, which the server does by itself.
     *
     * @param fields the values of {@code Accept-Encoding}
     */
    static boolean isZstd(List<String> fields) {
        double quality = quality(fields, ZSTD);
        return quality > 0 && quality > quality(fields, GZIP);
    }

    /** From 0 to 1; 0 for what is not named. */
    private static double quality(List<String> fields, String coding) {
        double best = 0;
        for (String field : fields) {
            for (String element : field.split(",", -1)) {
                String[] parts = element.strip().toLowerCase(Locale.ROOT).split("\\s*;\\s*", -1);
                if (parts[0].equals(coding)) {
                    best = Math.max(best, parts.length > 1 ? weight(parts[1]) : 1);
                }
            }
        }
        return best;
    }

    /** Of what is no weight, 0: nothing is sent that the client may not understand. */
    private static double weight(String parameter) {
        return parameter.matches("q=(0(\\.\\d{0,3})?|1(\\.0{0,3})?)") ? Double.parseDouble(parameter.substring(2)) : 0;
    }
}
