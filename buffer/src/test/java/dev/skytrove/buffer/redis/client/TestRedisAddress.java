package dev.skytrove.buffer.redis.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.skytrove.buffer.redis.RedisServer;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisCredentials;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TestRedisAddress {
    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource({
        "redis://127.0.0.1:6379, 127.0.0.1, 6379, 0, false",
        "redis://redis.example, redis.example, 6379, 0, false",
        "' redis://my_redis:1234/2 ', my_redis, 1234, 2, false",
        "rediss://:p@redis.example/, redis.example, 6379, 0, true",
        "redis://u:p@[::1]:7000/15, ::1, 7000, 15, false"
    })
    void serverIsReadFromTheUrl(String url, String host, int port, int database, boolean tls) {
        RedisURI uri = RedisAddress.parse(url).uri();
        assertThat(uri.getHost()).isEqualTo(host);
        assertThat(uri.getPort()).isEqualTo(port);
        assertThat(uri.getDatabase()).isEqualTo(database);
        assertThat(uri.isSsl()).isEqualTo(tls);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "redis://:swordfish@h | '' | swordfish",
                "redis://swordfish@h | '' | swordfish",
                "redis://user:swordfish@h | user | swordfish",
                "redis://:sword fish@h | '' | sword fish",
                "redis://:a/b#c?d@e:f@h:6379/1 | '' | a/b#c?d@e:f",
                "redis://us%3Aer:p%25%2f%C3%b6+%20@h | us:er | 'p%/ö+ '",
                "redis://:größer@h | '' | größer",
            })
    void passwordIsReadAsItIsOrEncoded(String url, String user, String password) {
        RedisCredentials credentials =
                RedisAddress.parse(url).uri().getCredentialsProvider().resolveCredentials().block();
        assertThat(credentials.hasUsername() ? credentials.getUsername() : "").isEqualTo(user);
        assertThat(new String(credentials.getPassword())).isEqualTo(password);
        assertThat(RedisAddress.parse(url)).hasToString("h:6379");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "swordfish", "swordfish:6379", "http://:swordfish@h", "redis://", "redis://:swordfish", "redis://:swordfish@",
        "redis://:swordfish@h:", "redis://:swordfish@h:0", "redis://:swordfish@h:65536", "redis://:swordfish@h/x",
        "redis://:swordfish@h?timeout=1s", "redis://:swordfish@h/0#f", "redis://:swordfish@h i", "redis://:swordfish%@h",
        "redis://:swordfish%2@h", "redis-socket:///run/swordfish", "redis-sentinel://:swordfish@h,i#m", "redis://h,i", ""
    })
    void anythingElseIsRefusedAndNotRepeated(String url) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RedisAddress.parse(url))
                .withMessageStartingWith("SKYTROVE_REDIS is not redis://")
                .withNoCause()
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("swordfish"));
    }

    @Test
    void serverWithAnOddPasswordLetsUsIn() {
        try (RedisServer server = RedisServer.start(directory)) {
            server.commands().configSet("requirepass", "a b/c#d?e@f%g");
            String url = "redis://:a b/c#d?e@f%25g@127.0.0.1:" + server.uri().getPort();
            try (RedisClient client = RedisClient.create(RedisAddress.parse(url).uri());
                    StatefulRedisConnection<String, String> connection = client.connect()) {
                assertThat(connection.sync().ping()).isEqualTo("PONG");
            }
        }
    }
}
