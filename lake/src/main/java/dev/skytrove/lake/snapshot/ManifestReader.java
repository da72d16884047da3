package dev.skytrove.lake.snapshot;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.skytrove.lake.LakeFile;
import dev.skytrove.lake.coverage.Certificate;
import dev.skytrove.lake.coverage.CertificateJson;
import dev.skytrove.lake.coverage.CoverageFile;
import dev.skytrove.lake.parquet.ParquetEnd;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads manifests. Fields that it does not know are left out. */
final class ManifestReader {
    private static final int SHA256_DIGITS = 64;

    private final JsonFactory factory = new JsonFactory();
    private int version;
    private Optional<Instant> createdAt = Optional.empty();
    private Optional<String> state = Optional.empty();
    private final List<Redaction> redactions = new ArrayList<>();
    private final List<SnapshotCertificate> certificates = new ArrayList<>();
    private final List<SnapshotFile> files = new ArrayList<>();
    private boolean hasFiles;

    private ManifestReader() {}

    /** @throws IOException if it is no manifest of a version that is known */
    static Manifest read(byte[] content) throws IOException {
        try {
            return new ManifestReader().manifest(content);
        } catch (JsonProcessingException e) {
            // Its message has line breaks.
            throw new IOException(e.getOriginalMessage(), e);
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private Manifest manifest(byte[] content) throws IOException {
        try (JsonParser json = factory.createParser(content)) {
            json.nextToken();
            eachField(json, field -> {
                switch (field) {
                    case "version" -> version = json.getIntValue();
                    case "created_at" -> createdAt = Optional.of(Instant.parse(text(json)));
                    case "state" -> state = copy(json);
                    case "redactions" -> eachElement(json, () -> redactions.add(redaction(json)));
                    case "certificates" -> eachElement(json, () -> certificates.add(certificate(json)));
                    case "files" -> {
                        hasFiles = true;
                        eachElement(json, () -> files.add(file(json)));
                    }
                    default -> json.skipChildren();
                }
            });
        }
        if (version != ManifestWriter.VERSION) {
            throw new IOException("its version is " + version + ", not " + ManifestWriter.VERSION);
        }
        if (!hasFiles) {
            throw new IOException("it has no files");
        }
        Instant created = createdAt.orElseThrow(() -> new IOException("it has no created_at"));
        return new Manifest(created, state, redactions, certificates, files);
    }

    private static Redaction redaction(JsonParser json) throws IOException {
        Fields fields = new Fields();
        eachField(json, field -> fields.take(field, json));
        return new Redaction(fields.at, fields.files, fields.rows);
    }

    private SnapshotCertificate certificate(JsonParser json) throws IOException {
        Fields fields = new Fields();
        eachField(json, field -> {
            if (field.equals("certificate")) {
                fields.certificate = copy(json);
            } else {
                fields.take(field, json);
            }
        });
        CoverageFile file = CoverageFile.parse(fields.name)
                .orElseThrow(() -> new IOException("'" + fields.name + "' is no object of coverage"));
        Certificate certificate = CertificateJson.read(fields.certificate
                .orElseThrow(() -> new IOException("'" + fields.name + "' has no certificate"))
                .getBytes(StandardCharsets.UTF_8));
        return new SnapshotCertificate(file, certificate);
    }

    private static SnapshotFile file(JsonParser json) throws IOException {
        Fields fields = new Fields();
        eachField(json, field -> fields.take(field, json));
        if (fields.sha256.length() != SHA256_DIGITS || fields.size < 0) {
            throw new IOException("'" + fields.name + "' has no sha256 or no size");
        }
        Optional<ParquetEnd> end = fields.rows < 0
                ? Optional.empty()
                : Optional.of(new ParquetEnd(fields.rows, fields.first, fields.last));
        return new SnapshotFile(LakeFile.parse(fields.name), fields.size, fields.sha256, end);
    }

    /** The fields of files, certificates and redactions. */
    private static final class Fields {
        private String name = "";
        private String sha256 = "";
        private long size = -1;
        private long rows = -1;
        private long files;
        private Instant at = Instant.EPOCH;
        private Optional<Instant> first = Optional.empty();
        private Optional<Instant> last = Optional.empty();
        private Optional<String> certificate = Optional.empty();

        private void take(String field, JsonParser json) throws IOException {
            switch (field) {
                case "name" -> name = text(json);
                case "sha256" -> sha256 = text(json);
                case "size" -> size = json.getLongValue();
                case "rows" -> rows = json.getLongValue();
                case "files" -> files = json.getLongValue();
                case "at" -> at = Instant.parse(text(json));
                case "first_indexed_at" -> first = Optional.of(Instant.parse(text(json)));
                case "last_indexed_at" -> last = Optional.of(Instant.parse(text(json)));
                default -> json.skipChildren();
            }
        }
    }

    /** The value as it stands there; empty for null. */
    private Optional<String> copy(JsonParser json) throws IOException {
        if (json.currentToken() == JsonToken.VALUE_NULL) {
            return Optional.empty();
        }
        StringWriter copy = new StringWriter();
        try (JsonGenerator generator = factory.createGenerator(copy)) {
            generator.copyCurrentStructure(json);
        }
        return Optional.of(copy.toString());
    }

    private static String text(JsonParser json) throws IOException {
        if (json.currentToken() != JsonToken.VALUE_STRING) {
            throw new IOException(json.currentName() + " is no text");
        }
        return json.getText();
    }

    @FunctionalInterface
    private interface Field {
        void take(String name) throws IOException;
    }

    @FunctionalInterface
    private interface Element {
        void take() throws IOException;
    }

    private static void eachField(JsonParser json, Field field) throws IOException {
        if (json.currentToken() != JsonToken.START_OBJECT) {
            throw new IOException("it is no JSON object");
        }
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            json.nextToken();
            field.take(name);
        }
    }

    private static void eachElement(JsonParser json, Element element) throws IOException {
        if (json.currentToken() != JsonToken.START_ARRAY) {
            throw new IOException(json.currentName() + " is no array");
        }
        while (json.nextToken() != JsonToken.END_ARRAY) {
            if (json.currentToken() == null) {
                throw new IOException("it ends too early");
            }
            element.take();
        }
    }
}
