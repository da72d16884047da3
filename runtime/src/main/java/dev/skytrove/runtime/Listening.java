package dev.skytrove.runtime;

import java.util.HashMap;
import java.util.Map;

/**
 * Where an HTTP function listens, as properties of Micronaut, where that is not for its settings to say.
 *
 * <p>Systemd passes listening sockets as file descriptors from 3 on, counted by {@code LISTEN_FDS}, to the process that
 * {@code LISTEN_PID} names (sd_listen_fds(3)). Container platforms set {@code PORT} and reach the container from
 * outside.
 */
final class Listening {
    /** How long a function that systemd starts for its first client stays without another one, where nobody says. */
    static final String IDLE_EXIT = "60s";

    private static final int FIRST_DESCRIPTOR = 3;
    private static final int MOST_SOCKETS = 16;

    private Listening() {}

    /** @throws UsageException if {@code LISTEN_FDS} names more sockets than a function takes */
    static Map<String, Object> properties(ProcessEnvironment environment, long pid) {
        Map<KnownSetting, String> settings = environment.settings();
        int sockets = sockets(settings, pid);
        Map<String, Object> properties = new HashMap<>();
        if (sockets > 0) {
            putSockets(properties, sockets);
            putManagement(properties, settings);
            if (!settings.containsKey(KnownSetting.SKYTROVE_HTTP_IDLE_EXIT)) {
                properties.put("skytrove.http.idle-exit", IDLE_EXIT);
            }
        } else if (isInContainer(settings)) {
            properties.put("skytrove.http.port", settings.get(KnownSetting.PORT));
            if (!settings.containsKey(KnownSetting.SKYTROVE_HTTP_HOST)) {
                properties.put("skytrove.http.host", "0.0.0.0");
            }
        }
        return properties;
    }

    private static int sockets(Map<KnownSetting, String> settings, long pid) {
        String receiver = settings.getOrDefault(KnownSetting.LISTEN_PID, "");
        if (!receiver.equals(Long.toString(pid))) {
            return 0;
        }
        long sockets = Long.parseLong(settings.getOrDefault(KnownSetting.LISTEN_FDS, "0"));
        if (sockets > MOST_SOCKETS) {
            throw new UsageException("LISTEN_FDS is " + sockets + "; a function takes at most " + MOST_SOCKETS);
        }
        return (int) sockets;
    }

    private static void putSockets(Map<String, Object> properties, int sockets) {
        properties.put("skytrove.http.inherited-sockets", sockets);
        putThreads(properties, "worker");
        putThreads(properties, "parent");
        properties.put("micronaut.netty.event-loops.parent-of-sockets.num-threads", 1);
        for (int i = 0; i < sockets; i++) {
            String listener = "micronaut.server.netty.listeners.socket" + i + ".";
            properties.put(listener + "fd", FIRST_DESCRIPTOR + i);
            properties.put(listener + "bind", false);
        }
    }

    /** The JDK's own transport cannot take a descriptor. Groups of these alone: those of other servers stay as they are. */
    private static void putThreads(Map<String, Object> properties, String role) {
        String group = role + "-of-sockets";
        properties.put("micronaut.netty.event-loops." + group + ".transport", "epoll");
        properties.put("micronaut.server.netty." + role + ".event-loop-group", group);
    }

    // What nobody could read is not measured: the first answer would wait for it.
    private static void putManagement(Map<String, Object> properties, Map<KnownSetting, String> settings) {
        if (Integer.parseInt(settings.getOrDefault(KnownSetting.SKYTROVE_MANAGEMENT_PORT, "0")) == 0) {
            properties.put("skytrove.management.enabled", false);
            properties.put("micronaut.metrics.enabled", false);
        }
    }

    private static boolean isInContainer(Map<KnownSetting, String> settings) {
        return settings.containsKey(KnownSetting.PORT) && !settings.containsKey(KnownSetting.SKYTROVE_HTTP_PORT);
    }
}
