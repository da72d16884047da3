package dev.skytrove.lake.storage;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.xml.stream.XMLStreamException;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.S3Error;

/** The one place where the SDK's exceptions become ours. */
final class S3Failures {
    private S3Failures() {}

    /** A call of the SDK, and the files that it takes. */
    @FunctionalInterface
    interface Call<T> {
        T run() throws IOException;
    }

    /**
     * Makes a call.
     *
     * @param action what it does, for example {@code put}
     * @param name the object, or the prefix of several
     * @param location the store
     */
    static <T> T translate(String action, String name, String location, Call<T> call) {
        try {
            return call.run();
        } catch (AwsServiceException e) {
            if (code(e).equals("NoSuchKey")) {
                throw new ObjectNotFoundException(name);
            }
            throw failed(action, name, location, refusal(e), e);
        } catch (SdkException e) {
            if (e instanceof AbortedException) {
                Thread.currentThread().interrupt();
            }
            throw ownCause(e).orElseGet(() -> failed(action, name, location, e.getMessage(), e));
        } catch (IOException e) {
            throw failed(action, name, location, e.toString(), e);
        }
    }

    /**
     * Makes a call that may be made any number of times again while its answer, which is a document, breaks off: the SDK
     * repeats only what fails before.
     *
     * @param wait before the first repetition, each further one waits twice as long
     */
    static <T> T repeated(int attempts, Duration wait, Call<T> call) throws IOException {
        for (int attempt = 1; ; attempt++) {
            try {
                return call.run();
            } catch (SdkClientException e) {
                if (attempt >= attempts || !isBrokenOff(e)) {
                    throw e;
                }
                pause(wait.multipliedBy(1L << (attempt - 1)), e);
            }
        }
    }

    /** Whether the connection ended while an answer was read that is a document. One that is late has taken its time already. */
    static boolean isBrokenOff(SdkClientException e) {
        List<Throwable> causes = Stream.iterate(e.getCause(), cause -> cause != null, Throwable::getCause)
                .limit(10)
                .toList();
        return causes.stream().anyMatch(XMLStreamException.class::isInstance)
                && causes.stream().anyMatch(cause -> cause instanceof IOException && !(cause instanceof InterruptedIOException));
    }

    private static void pause(Duration wait, SdkClientException failure) {
        try {
            Thread.sleep(wait);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw failure;
        }
    }

    /** What a delete says that went through for some names only. */
    static StorageException notDeleted(List<S3Error> errors, String location) {
        S3Error first = errors.getFirst();
        return new StorageException("cannot delete %d objects in %s, first '%s': %s"
                .formatted(errors.size(), location, first.key(), first.code()));
    }

    // What a reader of an answer throws arrives wrapped.
    private static Optional<StorageException> ownCause(SdkException e) {
        return Stream.iterate(e.getCause(), cause -> cause != null, Throwable::getCause)
                .limit(10)
                .filter(StorageException.class::isInstance)
                .map(StorageException.class::cast)
                .findFirst();
    }

    private static StorageException failed(
            String action, String name, String location, String reason, Exception cause) {
        String message = "cannot %s '%s' in %s: %s".formatted(action, name, location, reason);
        return new StorageException(message, cause);
    }

    private static String refusal(AwsServiceException e) {
        String code = code(e);
        String hint = switch (code) {
            case "NoSuchBucket" -> "; the bucket does not exist";
            case "InvalidAccessKeyId" -> "; check AWS_ACCESS_KEY_ID";
            case "SignatureDoesNotMatch" -> "; check AWS_SECRET_ACCESS_KEY and AWS_REGION";
            case "AccessDenied" -> "; the key may not do this";
            default -> "";
        };
        return "%s (status %d, request %s)%s".formatted(code, e.statusCode(), e.requestId(), hint);
    }

    // An answer to HEAD, or one by a proxy, has no body that names the code.
    private static String code(AwsServiceException e) {
        String code = e.awsErrorDetails() == null ? null : e.awsErrorDetails().errorCode();
        return code == null || code.isEmpty() ? "an error without a code" : code;
    }
}
