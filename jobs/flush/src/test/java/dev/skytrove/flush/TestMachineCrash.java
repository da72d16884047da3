package dev.skytrove.flush;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skytrove.lake.CrashInjector;
import dev.skytrove.testing.RedisServer;
import dev.skytrove.testing.model.ExpectedLake;
import dev.skytrove.testing.model.LakeComparison;
import io.lettuce.core.RedisException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole machine dies, not only Redis: what Redis had not synced is gone, what the bucket has stays. */
final class TestMachineCrash {
    private static final List<String> FIRST = Lines.mixed(0, 90, Duration.ofSeconds(1));
    /** In another hour than the first ones. */
    private static final List<String> SECOND = Lines.mixed(9_000, 9_090, Duration.ofSeconds(1));
    /** In yet another. */
    private static final List<String> THIRD = Lines.mixed(18_000, 18_090, Duration.ofSeconds(1));

    @TempDir
    Path directory;

    /** Events that Redis had not synced come again from the network, after others that a flush finds first. */
    @Test
    void i3MachineThatDiesAtTheFirstFileDoublesNothing() {
        SyncedFiles synced = SyncedFiles.in(directory);
        Path bucket = directory.resolve("bucket");
        Path left = directory.resolve("left");
        try (RedisServer redis = RedisServer.start(directory.resolve("redis"), synced.environment());
                Stage stage = new Stage(redis.uri(), bucket)) {
            stage.append(FIRST);
            stage.flush();
            stage.commands().configResetstat();
            synced.hold();
            stage.append(SECOND);
            FlushJob flush = stage.job(stage.settings(200_000), dyingAtTheFirstFile(directory.resolve("redis"), left));
            Thread disk = Thread.ofVirtual().start(() -> releaseWhenAsked(stage, synced));
            assertThatThrownBy(flush::run).isInstanceOf(MachineDied.class);
            synced.release();
            disk.interrupt();
        }
        try (RedisServer redis = RedisServer.start(left);
                Stage stage = new Stage(redis.uri(), bucket)) {
            stage.commands().del("firehose:flush:lease");
            stage.append(THIRD);
            stage.flush();
            List<String> all = new ArrayList<>(FIRST);
            all.addAll(SECOND);
            all.addAll(THIRD);
            stage.append(all);
            stage.flush();
            LakeComparison.assertSame(ExpectedLake.of(all.stream()), stage.lake());
        }
    }

    /** The disk is slow until the flush asks how Redis keeps its file. */
    private static void releaseWhenAsked(Stage stage, SyncedFiles synced) {
        try {
            while (!stage.commands().info("commandstats").contains("cmdstat_config|get")) {
                LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
            }
            synced.release();
        } catch (RedisException e) {
            // The flush did not ask before it put a file.
        }
    }

    private static CrashInjector dyingAtTheFirstFile(Path redis, Path copy) {
        return reached -> {
            if (reached == FlushCrashPoint.FLUSH_FIRST_FILE_PUT && !Files.exists(copy)) {
                SyncedFiles.copy(redis, copy);
                throw new MachineDied();
            }
        };
    }

    /** What nothing of the flush catches. */
    private static final class MachineDied extends Error {
        private static final long serialVersionUID = 1L;
    }
}
