package dev.skytrove.lake.snapshot;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.skytrove.lake.Table;
import dev.skytrove.lake.coverage.CertificateJson;
import dev.skytrove.lake.parquet.ParquetEnd;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Writes manifests, in the form of {@code docs/formats.md}: one file a line. */
final class ManifestWriter {
    /** The form of the object. */
    static final int VERSION = 1;

    private final JsonGenerator json;

    private ManifestWriter(JsonGenerator json) {
        this.json = json;
    }

    static byte[] write(Manifest manifest) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        try (JsonGenerator json = new JsonFactory().createGenerator(content, JsonEncoding.UTF8)) {
            new ManifestWriter(json).manifest(manifest);
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot be written to", e);
        }
        return content.toByteArray();
    }

    private void manifest(Manifest manifest) throws IOException {
        json.writeStartObject();
        json.writeNumberField("version", VERSION);
        json.writeStringField("created_at", manifest.createdAt().toString());
        json.writeFieldName("state");
        json.writeRawValue(manifest.state().map(String::strip).orElse("null"));
        json.writeArrayFieldStart("redactions");
        for (Redaction redaction : manifest.redactions()) {
            redaction(redaction);
        }
        json.writeEndArray();
        json.writeArrayFieldStart("tables");
        for (Map.Entry<Table, Manifest.Totals> table : manifest.tables().entrySet()) {
            table(table.getKey(), table.getValue());
        }
        json.writeEndArray();
        json.writeArrayFieldStart("certificates");
        for (SnapshotCertificate certificate : manifest.certificates()) {
            json.writeRaw('\n');
            certificate(certificate);
        }
        json.writeEndArray();
        json.writeArrayFieldStart("files");
        for (SnapshotFile file : manifest.files()) {
            json.writeRaw('\n');
            file(file);
        }
        json.writeRaw('\n');
        json.writeEndArray();
        json.writeEndObject();
        json.writeRaw('\n');
    }

    private void redaction(Redaction redaction) throws IOException {
        json.writeStartObject();
        json.writeStringField("at", redaction.at().toString());
        json.writeNumberField("files", redaction.files());
        json.writeNumberField("rows", redaction.rows());
        json.writeEndObject();
    }

    private void certificate(SnapshotCertificate certificate) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", certificate.file().name());
        json.writeFieldName("certificate");
        json.writeRawValue(new String(CertificateJson.write(certificate.certificate()), StandardCharsets.UTF_8).strip());
        json.writeEndObject();
    }

    private void table(Table table, Manifest.Totals totals) throws IOException {
        json.writeStartObject();
        json.writeStringField("table", table.label());
        json.writeNumberField("files", totals.files());
        json.writeNumberField("rows", totals.rows());
        json.writeNumberField("bytes", totals.bytes());
        json.writeEndObject();
    }

    private void file(SnapshotFile file) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", file.file().name());
        json.writeNumberField("size", file.size());
        json.writeStringField("sha256", file.sha256());
        if (file.end().isPresent()) {
            ParquetEnd end = file.end().get();
            json.writeNumberField("rows", end.rows());
            time("first_indexed_at", end.firstIndexedAt());
            time("last_indexed_at", end.lastIndexedAt());
        }
        json.writeEndObject();
    }

    private void time(String field, Optional<Instant> time) throws IOException {
        if (time.isPresent()) {
            json.writeStringField(field, time.get().toString());
        }
    }
}
