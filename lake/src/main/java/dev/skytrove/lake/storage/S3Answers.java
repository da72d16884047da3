package dev.skytrove.lake.storage;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.Abortable;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;

/**
 * Believes a success only from an S3 server. A network's login page, a proxy or another virtual host answers every
 * request with 200, and the SDK takes that for an object that was stored, or for an empty listing.
 */
final class S3Answers implements ExecutionInterceptor {
    /** What every S3 server's own headers begin with; {@code x-amz-request-id} as a rule. */
    private static final String OWN_HEADER = "x-amz-";

    // Quoted, as HTTP has it; some servers leave the quotes of a digest away.
    private static final Pattern ETAG =
            Pattern.compile("(?:W/)?\"[\\x21\\x23-\\x7e]{1,256}\"|[0-9a-fA-F]{32}(?:-[0-9]{1,5})?");

    private static final int SHOWN_TYPE = 60;

    /** @throws SdkClientException if the answer is a success and not S3's; asking again at once would not help */
    @Override
    public void afterTransmission(Context.AfterTransmission context, ExecutionAttributes attributes) {
        SdkHttpResponse response = context.httpResponse();
        if (!response.isSuccessful()) {
            return;
        }
        Optional<String> complaint = complaint(context.request(), response);
        if (complaint.isPresent()) {
            // Else the connection would never go back to the pool.
            context.responseBody().ifPresent(S3Answers::abort);
            throw SdkClientException.create("the answer of " + context.httpRequest().host() + " with status "
                    + response.statusCode() + " and type " + type(response) + " is not S3's: " + complaint.get()
                    + "; check AWS_ENDPOINT_URL_S3 and what lies between");
        }
    }

    /** Whether a text has the form of an ETag. */
    static boolean isEtag(String text) {
        return text != null && ETAG.matcher(text).matches();
    }

    private static Optional<String> complaint(SdkRequest request, SdkHttpResponse response) {
        if (response.headers().keySet().stream().noneMatch(S3Answers::isOwn)) {
            return Optional.of("it has no x-amz-request-id");
        }
        if (isAnsweredWithEtag(request) && !isEtag(response.firstMatchingHeader("ETag").orElse(""))) {
            return Optional.of("it has no ETag");
        }
        return Optional.empty();
    }

    private static boolean isOwn(String header) {
        return header.regionMatches(true, 0, OWN_HEADER, 0, OWN_HEADER.length());
    }

    // The answer that completes an upload of parts has none at some servers: S3Upload looks for the object.
    private static boolean isAnsweredWithEtag(SdkRequest request) {
        return request instanceof PutObjectRequest
                || request instanceof UploadPartRequest
                || request instanceof GetObjectRequest
                || request instanceof HeadObjectRequest;
    }

    private static String type(SdkHttpResponse response) {
        String type = response.firstMatchingHeader("Content-Type").orElse("none");
        return type.length() > SHOWN_TYPE ? type.substring(0, SHOWN_TYPE) + "…" : type;
    }

    private static void abort(InputStream body) {
        if (body instanceof Abortable abortable) {
            abortable.abort();
        }
        try {
            body.close();
        } catch (IOException e) {
            // It is what was wanted.
        }
    }
}
