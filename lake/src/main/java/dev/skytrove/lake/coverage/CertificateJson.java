package dev.skytrove.lake.coverage;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.skytrove.lake.HourKey;
import dev.skytrove.lake.Table;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The form of an object of coverage. */
public final class CertificateJson {
    /** A reader refuses any other. */
    static final int VERSION = 1;

    private CertificateJson() {}

    /** The object's content: the same certificate gives the same bytes. */
    public static byte[] write(Certificate certificate) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        try (JsonGenerator json = new JsonFactory().createGenerator(content)) {
            json.writeStartObject();
            json.writeNumberField("version", VERSION);
            json.writeStringField("hour", certificate.hour().start().toString());
            json.writeObjectFieldStart("tables");
            for (Map.Entry<Table, TableCount> table : certificate.tables().entrySet()) {
                json.writeObjectFieldStart(table.getKey().label());
                json.writeNumberField("received", table.getValue().received());
                json.writeNumberField("ingested", table.getValue().ingested());
                json.writeEndObject();
            }
            json.writeEndObject();
            json.writeNumberField("malformed", certificate.malformed());
            json.writeArrayFieldStart("read");
            for (Span span : certificate.spans()) {
                write(json, span);
            }
            json.writeEndArray();
            json.writeArrayFieldStart("gaps");
            for (Gap gap : certificate.gaps()) {
                write(json, gap);
            }
            json.writeEndArray();
            json.writeArrayFieldStart("ended");
            for (Ending ending : certificate.endings()) {
                write(json, ending);
            }
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return content.toByteArray();
    }

    private static void write(JsonGenerator json, Span span) throws IOException {
        json.writeStartObject();
        json.writeStringField("source", span.source());
        json.writeStringField("connection", span.connection());
        json.writeNumberField("from", span.from());
        json.writeNumberField("to", span.to());
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, Gap gap) throws IOException {
        json.writeStartObject();
        json.writeStringField("source", gap.source());
        json.writeStringField("kind", gap.kind().label());
        json.writeNumberField("from", gap.from());
        json.writeNumberField("to", gap.to());
        json.writeNumberField("events", gap.events());
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, Ending ending) throws IOException {
        json.writeStartObject();
        json.writeStringField("source", ending.source());
        json.writeStringField("connection", ending.connection());
        json.writeNumberField("at", ending.at());
        json.writeStringField("cause", ending.cause());
        json.writeEndObject();
    }

    /**
     * The certificate in an object.
     *
     * @throws IllegalArgumentException if it is not of this form, or of another version
     */
    public static Certificate read(byte[] content) {
        try (JsonParser json = new JsonFactory().createParser(content)) {
            json.nextToken();
            return certificate(object(value(json)));
        } catch (IOException | ClassCastException | NullPointerException | DateTimeException e) {
            throw new IllegalArgumentException("not a certificate: " + e.getMessage(), e);
        }
    }

    private static Certificate certificate(Map<String, Object> json) {
        if (number(json, "version") != VERSION) {
            throw new IllegalArgumentException("a certificate of version " + json.get("version"));
        }
        Map<Table, TableCount> tables = new EnumMap<>(Table.class);
        object(json.get("tables")).forEach((label, counts) -> tables.put(
                Table.ofLabel(label),
                new TableCount(number(object(counts), "received"), number(object(counts), "ingested"))));
        return new Certificate(
                new HourKey(Instant.parse(text(json, "hour"))),
                tables,
                number(json, "malformed"),
                objects(json, "read").stream()
                        .map(span -> new Span(
                                text(span, "source"), text(span, "connection"), number(span, "from"), number(span, "to")))
                        .toList(),
                objects(json, "gaps").stream()
                        .map(gap -> new Gap(
                                text(gap, "source"),
                                GapKind.ofLabel(text(gap, "kind")),
                                number(gap, "from"),
                                number(gap, "to"),
                                number(gap, "events")))
                        .toList(),
                objects(json, "ended").stream()
                        .map(end -> new Ending(
                                text(end, "source"), text(end, "connection"), number(end, "at"), text(end, "cause")))
                        .toList());
    }

    private static List<Map<String, Object>> objects(Map<String, Object> json, String name) {
        return ((List<?>) json.get(name)).stream().map(CertificateJson::object).toList();
    }

    @SuppressWarnings("unchecked") // keys of what value() makes are texts
    private static Map<String, Object> object(Object json) {
        return (Map<String, Object>) json;
    }

    private static long number(Map<String, Object> json, String name) {
        return (Long) json.get(name);
    }

    private static String text(Map<String, Object> json, String name) {
        return (String) json.get(name);
    }

    private static Object value(JsonParser json) throws IOException {
        return switch (json.currentToken()) {
            case START_OBJECT -> {
                Map<String, Object> object = new HashMap<>();
                while (json.nextToken() != JsonToken.END_OBJECT) {
                    String name = json.currentName();
                    json.nextToken();
                    object.put(name, value(json));
                }
                yield object;
            }
            case START_ARRAY -> {
                List<Object> array = new ArrayList<>();
                while (json.nextToken() != JsonToken.END_ARRAY) {
                    array.add(value(json));
                }
                yield array;
            }
            case VALUE_NUMBER_INT -> json.getLongValue();
            case VALUE_STRING -> json.getText();
            case null, default -> throw new IOException("unexpected " + json.currentToken());
        };
    }
}
