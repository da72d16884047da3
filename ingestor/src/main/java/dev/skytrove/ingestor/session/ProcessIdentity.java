package dev.skytrove.ingestor.session;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;

/** Who this process is, for whoever finds it in its way. */
public final class ProcessIdentity {
    private ProcessIdentity() {}

    /** Host, process, and since when it runs. */
    public static String describe(Clock clock) {
        return "host " + host() + ", process " + ProcessHandle.current().pid() + ", since "
                + clock.instant().truncatedTo(ChronoUnit.SECONDS);
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "unknown";
        }
    }
}
