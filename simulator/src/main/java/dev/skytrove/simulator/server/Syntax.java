package dev.skytrove.simulator.server;

import java.util.Collection;
import java.util.regex.Pattern;

/** What names on the network look like. */
final class Syntax {
    private static final String LABEL = "[a-zA-Z0-9]([a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?";

    static final Pattern DID = Pattern.compile("did:[a-z]+:[a-zA-Z0-9._:%-]*[a-zA-Z0-9._-]");
    static final Pattern NSID = Pattern.compile(
            "(?=[a-zA-Z])" + LABEL + "(\\." + LABEL + ")+\\.[a-zA-Z][a-zA-Z0-9]{0,62}");

    private Syntax() {}

    /** @throws BadRequestException if there are more values of a parameter */
    static void requireAtMost(String name, Collection<String> values, int most) {
        if (values.size() > most) {
            throw new BadRequestException("at most " + most + " " + name + ", not " + values.size());
        }
    }

    /** @throws BadRequestException if one of a parameter's values is of another form */
    static void requireAll(String name, Collection<String> values, Pattern form) {
        for (String value : values) {
            if (!form.matcher(value).matches()) {
                throw new BadRequestException("invalid value of " + name + ": '" + value + "'");
            }
        }
    }
}
