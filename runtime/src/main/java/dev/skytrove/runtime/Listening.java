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
                properties.put("skytrove.http.idle-exit", "60s");
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
        // The JDK's own transport cannot take a descriptor.
        properties.put("micronaut.netty.event-loops.default.transport", "epoll");
        properties.put("micronaut.netty.event-loops.parent.transport", "epoll");
        properties.put("micronaut.netty.event-loops.parent.num-threads", 1);
        for (int i = 0; i < sockets; i++) {
            String listener = listener("socket" + i);
            properties.put(listener + "fd", FIRST_DESCRIPTOR + i);
            properties.put(listener + "bind", false);
        }
    }

    // With listeners of our own, Micronaut adds none for the management port. What nobody could read is not measured:
    // the first answer would wait for it.
    private static void putManagement(Map<String, Object> properties, Map<KnownSetting, String> settings) {
        String port = settings.getOrDefault(KnownSetting.SKYTROVE_MANAGEMENT_PORT, "0");
        if (Integer.parseInt(port) > 0) {
            String listener = listener("management");
            properties.put(listener + "host", "127.0.0.1");
            properties.put(listener + "port", port);
            properties.put(listener + "support-graceful-shutdown", false);
        } else {
            properties.put("micronaut.metrics.enabled", false);
        }
    }

    private static boolean isInContainer(Map<KnownSetting, String> settings) {
        return settings.containsKey(KnownSetting.PORT) && !settings.containsKey(KnownSetting.SKYTROVE_HTTP_PORT);
    }

    private static String listener(String name) {
        return "micronaut.server.netty.listeners." + name + ".";
    }
}
