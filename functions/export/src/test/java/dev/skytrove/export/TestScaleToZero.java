package dev.skytrove.export;

import dev.skytrove.testing.NativeBinaries;
import dev.skytrove.testing.http.ScaleToZeroContract;
import dev.skytrove.testing.http.ScenarioLake;
import java.nio.file.Path;
import java.util.Map;

/** The process itself, as systemd starts it; a JVM takes so long to start that it is started a few times only. */
final class TestScaleToZero extends ScaleToZeroContract {
    TestScaleToZero() {
        super(ExportMain.class, "/export?limit=1", NativeBinaries.of("export").isPresent() ? 8 : 2);
    }

    @Override
    protected Map<String, String> settings(Path room) {
        Path storage = room.resolve("storage");
        ScenarioLake.write(storage);
        return Map.of(
                "SKYTROVE_STORAGE", "file://" + storage,
                "SKYTROVE_CACHE_DIR", room.resolve("cache").toString());
    }
}
