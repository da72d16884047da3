package dev.skytrove.buffer.address;

import dev.skytrove.buffer.Buffer;
import dev.skytrove.buffer.BufferException;
import dev.skytrove.buffer.redis.RedisBuffer;
import dev.skytrove.buffer.redis.client.RedisAddress;
import dev.skytrove.buffer.redis.client.RedisCheck;
import java.time.Duration;
import java.util.ServiceLoader;

/** Which server is the buffer, as {@code SKYTROVE_REDIS} says it. Its text is for people, and shows no password. */
public interface BufferAddress {
    /** Where it is if nobody says. */
    String USUAL = "redis://127.0.0.1:6379";

    /**
     * Reads the setting. What is no Redis is asked of every {@link BufferKind} that the process was built with.
     *
     * @throws IllegalArgumentException if it is of another form; the message repeats nothing of it
     */
    static BufferAddress parse(String url) {
        if (url.strip().startsWith("redis")) {
            return new Redis(RedisAddress.parse(url));
        }
        return ServiceLoader.load(BufferKind.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(kind -> kind.isMeantBy(url.strip()))
                .findFirst()
                .map(kind -> kind.address(url.strip()))
                .orElseGet(() -> new Redis(RedisAddress.parse(url)));
    }

    /**
     * The buffer there. Connects to nothing yet.
     *
     * @param timeout how long the server may take to answer where nothing else says so
     */
    Buffer open(Duration timeout);

    /**
     * Whether its client works in this process: connects, and asks for an echo.
     *
     * @return what was found, in a few words
     * @throws BufferException if the server does not answer
     */
    String check();

    /** A Redis. */
    record Redis(RedisAddress address) implements BufferAddress {
        @Override
        public Buffer open(Duration timeout) {
            return new RedisBuffer(address, timeout);
        }

        @Override
        public String check() {
            return RedisCheck.ping(address);
        }

        @Override
        public String toString() {
            return address.toString();
        }
    }
}
