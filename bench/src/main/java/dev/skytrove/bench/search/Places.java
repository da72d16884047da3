package dev.skytrove.bench.search;

import dev.skytrove.bench.Report;
import dev.skytrove.lake.storage.ObjectStore;
import dev.skytrove.lake.storage.ObjectStores;
import dev.skytrove.testing.CountingProxy;
import dev.skytrove.testing.TestingS3;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The same lake on the local disk, in a bucket, and in that bucket at the end of a line that takes 20 ms. */
final class Places implements AutoCloseable {
    private static final Duration FAR = Duration.ofMillis(20);

    private final List<Place> places = new ArrayList<>();

    /** @param names of those wanted; buckets are left out where there is no server */
    Places(Path lake, List<String> names, Report report) throws IOException {
        if (names.contains("file")) {
            places.add(new Place("file", Map.of("SKYTROVE_STORAGE", "file://" + lake), Optional.empty()));
        }
        if (!names.contains("rgw") && !names.contains("slow")) {
            return;
        }
        Optional<TestingS3> found = TestingS3.find();
        if (found.isEmpty()) {
            report.step("there is no S3 server beside the project; buckets are not measured");
            return;
        }
        report.step("putting the lake into a bucket");
        TestingS3 server = found.get();
        String storage = TestingS3.storageUri(server.createBucket(), "bench");
        upload(lake, storage, server.environment());
        for (String name : List.of("rgw", "slow")) {
            if (names.contains(name)) {
                places.add(place(name, storage, server.environment(), name.equals("rgw") ? Duration.ZERO : FAR));
            }
        }
    }

    List<Place> all() {
        return places;
    }

    @Override
    public void close() throws IOException {
        for (Place place : places) {
            if (place.proxy().isPresent()) {
                place.proxy().get().close();
            }
        }
    }

    private static Place place(String name, String storage, Map<String, String> environment, Duration delay) throws IOException {
        CountingProxy proxy = new CountingProxy(URI.create(environment.get("AWS_ENDPOINT_URL_S3")), delay);
        Map<String, String> settings = new HashMap<>(environment);
        settings.put("AWS_ENDPOINT_URL_S3", proxy.url());
        settings.put("SKYTROVE_STORAGE", storage);
        return new Place(name, settings, Optional.of(proxy));
    }

    private static void upload(Path lake, String storage, Map<String, String> environment) {
        try (ObjectStore store = ObjectStores.open(storage, environment)) {
            for (String folder : List.of("lake", "index")) {
                files(lake.resolve(folder))
                        .parallelStream()
                        .forEach(file -> store.put(lake.relativize(file).toString(), file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> tree = Files.walk(folder)) {
            return tree.filter(Files::isRegularFile).toList();
        }
    }
}
