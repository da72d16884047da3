package dev.skytrove.lake.merge;

import dev.skytrove.lake.ByteSlice;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;

/** Rows as bytes, in Avro's binary form. */
final class RowCodec {
    private final GenericDatumWriter<GenericRecord> writer;
    private final GenericDatumReader<GenericRecord> reader;
    private final Bytes bytes = new Bytes();
    private final BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
    private BinaryDecoder decoder;

    RowCodec(Schema schema) {
        writer = new GenericDatumWriter<>(schema, GenericData.get());
        reader = new GenericDatumReader<>(schema, schema, GenericData.get());
    }

    /** A row's bytes, which are there until the next one is encoded. */
    ByteSlice encode(GenericRecord row) throws IOException {
        bytes.reset();
        writer.write(row, encoder);
        return bytes.slice();
    }

    /** The row of some bytes. */
    GenericRecord decode(byte[] array, int start, int length) throws IOException {
        decoder = DecoderFactory.get().binaryDecoder(array, start, length, decoder);
        return reader.read(null, decoder);
    }

    private static final class Bytes extends ByteArrayOutputStream {
        ByteSlice slice() {
            return new ByteSlice(buf, 0, count);
        }
    }
}
