package dev.skytrove.lake.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.skytrove.lake.storage.StorageLocation.S3Location;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TestStorageLocation {
    private static final Map<String, String> ENVIRONMENT = Map.of(
            "AWS_ENDPOINT_URL_S3", "https://fsn1.your-objectstorage.com",
            "AWS_DEFAULT_REGION", "fsn1",
            "AWS_ACCESS_KEY_ID", "someone",
            "AWS_SECRET_ACCESS_KEY", "swordfish");

    @ParameterizedTest
    @CsvSource({
        "file:///var/lake, file:///var/lake",
        "file:/var/lake/, file:///var/lake",
        "file:///var/my%20lake, file:///var/my lake",
        "file:///var/my lake, file:///var/my lake",
        "file:///var/100%/lake, file:///var/100%/lake",
        "file:///var/./x/../lake, file:///var/lake",
        "file:///var/a#b?c, file:///var/a#b?c",
        "s3://bucket, s3://bucket",
        "s3://bucket/, s3://bucket",
        "s3://bucket/a/b, s3://bucket/a/b",
        "s3://bucket/a/b/, s3://bucket/a/b",
    })
    void locationsAreReadAndPrinted(String text, String printed) {
        assertThat(StorageLocation.parse(text)).hasToString(printed);
    }

    @Test
    void prefixOfABucketEndsInASlash() {
        assertThat(StorageLocation.parse("s3://bucket/a")).isEqualTo(new S3Location("bucket", "a/"));
        assertThat(StorageLocation.parse("s3://bucket")).isEqualTo(new S3Location("bucket", ""));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | storage is '', not file:///path or s3://bucket/prefix",
                "/var/lake | storage is '/var/lake', not file:///path or s3://bucket/prefix",
                "https://key:swordfish@host/x | storage is 'https://…', not file:///path or s3://bucket/prefix",
                "file:lake | storage 'file:lake' is not absolute; a path is file:///path",
                "file://host/lake | storage 'file://host/lake' names a host; a path is file:///path",
                "s3:// | storage 's3://' has no valid bucket name; it is s3://bucket/prefix",
                "s3://Bucket_1/x | storage 's3://Bucket_1/x' has no valid bucket name; it is s3://bucket/prefix",
                "s3://bucket/a//b | storage 's3://bucket/a//b' has an empty part, '.' or '..' in its prefix",
                "s3://bucket/../b | storage 's3://bucket/../b' has an empty part, '.' or '..' in its prefix"
            })
    void whatIsNoLocationIsExplained(String text, String message) {
        assertThatIllegalArgumentException().isThrownBy(() -> StorageLocation.parse(text)).withMessage(message);
    }

    @Test
    void credentialsInALocationAreNotRepeated() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StorageLocation.parse("s3://someone:swordfish@bucket/x"))
                .withMessageContaining("AWS_SECRET_ACCESS_KEY")
                .withMessageNotContaining("swordfish");
    }

    @Test
    void settingsAreTheStandardVariables() {
        S3Settings settings = S3Settings.of(ENVIRONMENT);

        assertThat(settings)
                .isEqualTo(new S3Settings("https://fsn1.your-objectstorage.com", "fsn1", "someone", "swordfish", "", 750));
        assertThat(settings.toString()).doesNotContain("swordfish", "someone");
        assertThat(S3Settings.of(with("AWS_REGION", "hel1")).region()).isEqualTo("hel1");
        assertThat(S3Settings.of(with("AWS_ENDPOINT_URL_S3", "")).endpoint()).isEmpty();
        Map<String, String> ofAllServices = with("AWS_ENDPOINT_URL", "https://one.example");
        assertThat(S3Settings.of(ofAllServices).endpoint()).isEqualTo("https://fsn1.your-objectstorage.com");
        ofAllServices.remove("AWS_ENDPOINT_URL_S3");
        assertThat(S3Settings.of(ofAllServices).endpoint()).isEqualTo("https://one.example");
        assertThat(S3Settings.of(with("AWS_SESSION_TOKEN", "token")).sessionToken()).isEqualTo("token");
    }

    @ParameterizedTest
    @CsvSource({
        "AWS_ACCESS_KEY_ID, '', AWS_ACCESS_KEY_ID is not set",
        "AWS_SECRET_ACCESS_KEY, ' ', AWS_SECRET_ACCESS_KEY is not set",
        "AWS_ENDPOINT_URL_S3, fsn1.your-objectstorage.com, AWS_ENDPOINT_URL_S3",
        "AWS_ENDPOINT_URL_S3, https://me:swordfish@host, AWS_ENDPOINT_URL_S3",
        "AWS_ENDPOINT_URL_S3, ftp://host, AWS_ENDPOINT_URL_S3",
        "AWS_ENDPOINT_URL_S3, https://, AWS_ENDPOINT_URL_S3"
    })
    void wrongVariableIsNamed(String name, String value, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ObjectStores.open("s3://bucket", with(name, value)))
                .withMessageContaining(message)
                .withMessageNotContaining("swordfish");
    }

    private static Map<String, String> with(String name, String value) {
        Map<String, String> environment = new HashMap<>(ENVIRONMENT);
        environment.put(name, value);
        return environment;
    }
}
