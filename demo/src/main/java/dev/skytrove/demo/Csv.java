package dev.skytrove.demo;

/** As much of RFC 4180 as counting takes. */
final class Csv {
    private Csv() {}

    /** How many records {@code csv} has, its header among them; line breaks inside quotes end none. */
    static long records(String csv) {
        long records = 0;
        boolean quoted = false;
        boolean open = false;
        for (int i = 0; i < csv.length(); i++) {
            char c = csv.charAt(i);
            quoted ^= c == '"';
            if (c == '\n' && !quoted) {
                records++;
                open = false;
            } else {
                open = true;
            }
        }
        return open ? records + 1 : records;
    }
}
