package dev.skytrove.lake.storage;

import dev.skytrove.lake.DataSize;
import dev.skytrove.lake.storage.StorageLocation.S3Location;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Error;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Objects in a bucket, their keys being the location's prefix and the name. Uses only what Hetzner's Ceph supports. */
final class S3ObjectStore implements ObjectStore {
    private static final DataSize PART = DataSize.ofMebibytes(16);
    /** S3's limit of names in one delete. */
    private static final int DELETE_CHUNK = 1000;
    private static final int MOST_EMPTY_PAGES = 100;

    private static final int ATTEMPTS = 5;
    private static final Duration REPEATED_AFTER = Duration.ofMillis(100);

    /** What HTTP calls "Range Not Satisfiable". */
    private static final int BEHIND_THE_END = 416;

    private final S3Location location;
    private final S3Client client;
    private final DataSize part;

    /** @param patience how long one call may take, one that moves much data excepted */
    S3ObjectStore(S3Location location, S3Settings settings, Duration patience) {
        this(location, S3Clients.open(settings, patience), PART);
    }

    /** @param part above this size an object is put in parts of it; S3 wants 5 MiB at least */
    S3ObjectStore(S3Location location, S3Settings settings, DataSize part) {
        this(location, S3Clients.open(settings), part);
    }

    private S3ObjectStore(S3Location location, S3Client client, DataSize part) {
        this.location = location;
        this.client = client;
        this.part = part;
    }

    @Override
    public void put(String name, Path file) {
        put(name, () -> UploadContent.Stored.open(file));
    }

    @Override
    public void put(String name, byte[] content) {
        put(name, () -> new UploadContent.Bytes(ByteBuffer.wrap(content)));
    }

    @Override
    public boolean putIfAbsent(String name, Path file) {
        String key = key(name);
        return call("put", name, () -> new S3Upload(client, location.bucket(), key, part).putIfAbsent(file));
    }

    @Override
    public byte[] get(String name, DataSize limit) {
        GetObjectRequest request = get(name);
        return call("get", name, () -> client.getObject(request, bytes(name, limit)));
    }

    @Override
    public byte[] read(String name, long offset, int length) {
        GetObjectRequest whole = get(name);
        if (length == 0) {
            return new byte[0];
        }
        GetObjectRequest request = whole.toBuilder().range("bytes=" + offset + "-" + (offset + length - 1)).build();
        return call("get", name, () -> {
            try {
                return client.getObject(request, part(name, offset, length));
            } catch (S3Exception e) {
                if (e.statusCode() == BEHIND_THE_END) {
                    return new byte[0];
                }
                throw e;
            }
        });
    }

    @Override
    public void download(String name, Path target) {
        GetObjectRequest request = get(name).toBuilder()
                .overrideConfiguration(download -> download.apiCallTimeout(S3Clients.CALL_LIMIT))
                .build();
        call("get", name, () -> {
            AtomicFile.write(target, channel -> client.getObject(request, file(channel)));
            return name;
        });
    }

    @Override
    public void list(String prefix, String startAfter, Consumer<ObjectInfo> consumer) {
        ListObjectsV2Request first = ListObjectsV2Request.builder()
                .bucket(location.bucket())
                .prefix(location.prefix() + prefix)
                .startAfter(location.prefix() + startAfter)
                .build();
        Consumer<S3Object> passed = inOrder(consumer);
        ListObjectsV2Response page = page(prefix, first);
        page.contents().forEach(passed);
        int empty = 0;
        while (page.isTruncated()) {
            // What was deleted may leave empty pages behind, but not without end.
            empty = page.contents().isEmpty() ? empty + 1 : 0;
            if (empty > MOST_EMPTY_PAGES) {
                throw new StorageException(location + " lists no object on " + empty + " pages, and promises more");
            }
            String next = page.nextContinuationToken();
            page = page(prefix, first.toBuilder().continuationToken(next).build());
            page.contents().forEach(passed);
        }
    }

    @Override
    public void delete(Collection<String> names) {
        List<String> keys = names.stream().map(this::key).toList();
        for (int from = 0; from < keys.size(); from += DELETE_CHUNK) {
            deleteChunk(keys.subList(from, Math.min(from + DELETE_CHUNK, keys.size())));
        }
    }

    @Override
    public String location() {
        return location.toString();
    }

    @Override
    public void close() {
        client.close();
    }

    private void put(String name, S3Failures.Call<UploadContent> opened) {
        String key = key(name);
        call("put", name, () -> {
            try (UploadContent content = opened.run()) {
                new S3Upload(client, location.bucket(), key, part).put(content);
            }
            return name;
        });
    }

    private GetObjectRequest get(String name) {
        return GetObjectRequest.builder().bucket(location.bucket()).key(key(name)).build();
    }

    private static ResponseTransformer<GetObjectResponse, byte[]> bytes(String name, DataSize limit) {
        return (response, body) -> {
            if (response.contentLength() > limit.bytes()) {
                body.abort();
                throw StorageException.tooLarge(name, response.contentLength(), limit);
            }
            ByteArrayOutputStream content = new ByteArrayOutputStream(Math.toIntExact(response.contentLength()));
            S3Download.copy(response, body, content);
            return content.toByteArray();
        };
    }

    private static ResponseTransformer<GetObjectResponse, byte[]> part(String name, long offset, int length) {
        return (response, body) -> {
            String range = response.contentRange();
            // A proxy may know no ranges, and answer with the whole object.
            boolean asked = range == null ? offset == 0 : range.startsWith("bytes " + offset + "-");
            if (!asked || response.contentLength() > length) {
                body.abort();
                throw new StorageException("'" + name + "' was asked for from byte " + offset + " on, and " + range + " came");
            }
            ByteArrayOutputStream content = new ByteArrayOutputStream(Math.toIntExact(response.contentLength()));
            S3Download.copy(response, body, content);
            return content.toByteArray();
        };
    }

    private static ResponseTransformer<GetObjectResponse, Long> file(FileChannel channel) {
        return (response, body) -> {
            // The second try starts over.
            channel.truncate(0);
            S3Download.copy(response, body, Channels.newOutputStream(channel));
            return response.contentLength();
        };
    }

    private ListObjectsV2Response page(String prefix, ListObjectsV2Request request) {
        return call("list", prefix, () -> {
            ListObjectsV2Response page =
                    S3Failures.repeated(ATTEMPTS, REPEATED_AFTER, () -> client.listObjectsV2(request));
            // Every listing says it; what the SDK reads from another document is empty.
            if (page.isTruncated() == null) {
                throw new IOException("the answer is no listing; check AWS_ENDPOINT_URL_S3");
            }
            return page;
        });
    }

    private Consumer<S3Object> inOrder(Consumer<ObjectInfo> consumer) {
        AtomicReference<String> last = new AtomicReference<>();
        return object -> {
            String name = object.key().substring(location.prefix().length());
            String before = last.getAndSet(name);
            // Some servers sort otherwise: a reader that relies on the order would miss objects. And one that lists the
            // same ones again would never end.
            if (before != null && ObjectNames.ORDER.compare(name, before) <= 0) {
                throw new StorageException(location + " lists '" + name + "' behind '" + before + "'");
            }
            // Other tools store "directories": keys that end in a slash.
            if (ObjectNames.isValid(name)) {
                consumer.accept(new ObjectInfo(name, object.size(), object.lastModified()));
            }
        };
    }

    private void deleteChunk(List<String> keys) {
        List<ObjectIdentifier> objects =
                keys.stream().map(key -> ObjectIdentifier.builder().key(key).build()).toList();
        List<S3Error> errors = call("delete", keys.getFirst(), () -> S3Failures.repeated(
                        ATTEMPTS,
                        REPEATED_AFTER,
                        () -> client.deleteObjects(delete ->
                                delete.bucket(location.bucket()).delete(these -> these.objects(objects).quiet(true))))
                .errors());
        if (!errors.isEmpty()) {
            throw S3Failures.notDeleted(errors, location());
        }
    }

    private <T> T call(String action, String name, S3Failures.Call<T> call) {
        return S3Failures.translate(action, name, location(), call);
    }

    private String key(String name) {
        return location.prefix() + ObjectNames.check(name);
    }
}
