package dev.skytrove.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class TestRedisServer {
    @Test
    void dataAndPortSurviveAKill(@TempDir Path directory) throws Exception {
        try (RedisServer redis = RedisServer.start(directory)) {
            assertThat(command(redis, "SET key value")).isEqualTo("+OK");
            int port = redis.port();
            redis.kill();
            redis.restart();
            assertThat(redis.port()).isEqualTo(port);
            assertThat(command(redis, "STRLEN key")).isEqualTo(":5");
        }
    }

    @Test
    void serversRunSideBySideAndNeverEvict(@TempDir Path directory) throws Exception {
        try (RedisServer one = RedisServer.start(directory.resolve("one"));
                RedisServer two = RedisServer.start(directory.resolve("two"), "--maxmemory", "2mb")) {
            assertThat(one.uri()).isNotEqualTo(two.uri());
            assertThat(command(two, "SETRANGE big 4000000 x")).isEqualTo(":4000001");
            assertThat(command(two, "SET key value")).startsWith("-OOM");
            assertThat(command(one, "SET key value")).isEqualTo("+OK");
        }
    }

    @Test
    void testingRedisStartsEmptyAndLeavesNothing() throws Exception {
        TestingRedis redis = TestingRedis.start();
        try (redis) {
            assertThat(command(redis.server(), "DBSIZE")).isEqualTo(":0");
        }
        assertThat(redis.server().process().isAlive()).isFalse();
    }

    private static String command(RedisServer redis, String command) throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), redis.port())) {
            socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.UTF_8));
            InputStreamReader reader = new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8);
            return new BufferedReader(reader).readLine();
        }
    }
}
