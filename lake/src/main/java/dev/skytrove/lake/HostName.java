package dev.skytrove.lake;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** The name of the machine that this process is on, for people who look for it. */
public final class HostName {
    private HostName() {}

    /** That name, or words that say that it has none. */
    public static String get() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "a host without a name";
        }
    }
}
