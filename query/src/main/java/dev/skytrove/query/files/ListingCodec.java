package dev.skytrove.query.files;

import dev.skytrove.lake.BatchRange;
import dev.skytrove.lake.HourKey;
import dev.skytrove.lake.LakeFile;
import dev.skytrove.lake.Series;
import dev.skytrove.lake.Table;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** A remembered listing as bytes: its fields, then their CRC-32. */
final class ListingCodec {
    private static final String FORMAT = "skytrove listing 1";

    private ListingCodec() {}

    static byte[] encode(RememberedListing listing) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeUTF(FORMAT);
        out.writeLong(listing.listedAt().toEpochMilli());
        write(listing.from(), out);
        write(listing.until(), out);
        for (Table table : ListingMemory.TABLES) {
            out.writeInt(listing.files(table));
            for (List<PlannedFile> files : listing.tables().get(table).values()) {
                for (PlannedFile file : files) {
                    write(file, out);
                }
            }
        }
        out.writeLong(Crc32.of(bytes.toByteArray(), bytes.size()));
        return bytes.toByteArray();
    }

    /** @throws IOException if the bytes are not those of a listing */
    static RememberedListing decode(byte[] bytes) throws IOException {
        int end = bytes.length - Long.BYTES;
        if (end < 0 || new DataInputStream(new ByteArrayInputStream(bytes, end, Long.BYTES)).readLong() != Crc32.of(bytes, end)) {
            throw new IOException("its checksum is wrong");
        }
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes, 0, end));
        if (!in.readUTF().equals(FORMAT)) {
            throw new IOException("its format is another");
        }
        Instant listedAt = Instant.ofEpochMilli(in.readLong());
        HourKey from = hour(in);
        HourKey until = hour(in);
        Map<Table, NavigableMap<HourKey, List<PlannedFile>>> tables = new EnumMap<>(Table.class);
        for (Table table : ListingMemory.TABLES) {
            tables.put(table, files(table, in));
        }
        return new RememberedListing(listedAt, from, until, tables);
    }

    private static void write(HourKey hour, DataOutputStream out) throws IOException {
        out.writeLong(hour.start().getEpochSecond());
    }

    private static HourKey hour(DataInputStream in) throws IOException {
        return new HourKey(Instant.ofEpochSecond(in.readLong()));
    }

    private static void write(PlannedFile file, DataOutputStream out) throws IOException {
        write(file.file().hour(), out);
        out.writeUTF(file.file().series().label());
        out.writeLong(file.file().batches().first());
        out.writeLong(file.file().batches().last());
        out.writeInt(file.file().generation());
        out.writeLong(file.size());
    }

    private static NavigableMap<HourKey, List<PlannedFile>> files(Table table, DataInputStream in) throws IOException {
        NavigableMap<HourKey, List<PlannedFile>> hours = new TreeMap<>();
        for (int left = in.readInt(); left > 0; left--) {
            HourKey hour = hour(in);
            Series series = new Series(in.readUTF());
            BatchRange batches = new BatchRange(in.readLong(), in.readLong());
            LakeFile file = new LakeFile(table, hour, series, batches, in.readInt());
            hours.computeIfAbsent(hour, same -> new ArrayList<>()).add(new PlannedFile(file, in.readLong()));
        }
        return hours;
    }
}
