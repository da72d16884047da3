package dev.skytrove.ingestor.session;

import dev.skytrove.lake.HostName;
import java.time.Clock;
import java.time.temporal.ChronoUnit;

/** Who this process is, for whoever finds it in its way. */
public final class ProcessIdentity {
    private ProcessIdentity() {}

    /** Host, process, and since when it runs. */
    public static String describe(Clock clock) {
        return "host " + HostName.get() + ", process " + ProcessHandle.current().pid() + ", since "
                + clock.instant().truncatedTo(ChronoUnit.SECONDS);
    }
}
