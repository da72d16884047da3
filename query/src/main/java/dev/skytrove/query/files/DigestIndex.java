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
import java.util.List;

/**
 * What is written beside a digest of accounts. Binary, since every search reads it and it names thousands of files.
 *
 * @param name the digest's file name
 * @param size its length in bytes
 * @param checksum its CRC-32
 * @param covered the files that it covers
 */
record DigestIndex(String name, long size, long checksum, List<PlannedFile> covered) {
    /** Another one for each change of what a digest holds. */
    private static final String FORMAT = "skytrove accounts 3";

    private static final int SUM_BYTES = Long.BYTES;

    /** The bytes of an index: its fields, then their CRC-32. */
    byte[] encode() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeUTF(FORMAT);
        out.writeUTF(name);
        out.writeLong(size);
        out.writeLong(checksum);
        out.writeInt(covered.size());
        for (PlannedFile file : covered) {
            out.writeLong(file.file().hour().start().getEpochSecond());
            out.writeUTF(file.file().series().label());
            out.writeLong(file.file().batches().first());
            out.writeLong(file.file().batches().last());
            out.writeInt(file.file().generation());
            out.writeLong(file.size());
        }
        out.writeLong(Crc32.of(bytes.toByteArray(), bytes.size()));
        return bytes.toByteArray();
    }

    /** @throws IOException if the bytes are not those of an index */
    static DigestIndex decode(byte[] bytes) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
        if (!in.readUTF().equals(FORMAT)) {
            throw new IOException("its format is another");
        }
        int end = bytes.length - SUM_BYTES;
        in.skipNBytes(end - (bytes.length - in.available()));
        if (in.readLong() != Crc32.of(bytes, end)) {
            throw new IOException("its checksum is wrong");
        }
        return fields(new DataInputStream(new ByteArrayInputStream(bytes, 0, end)));
    }

    private static DigestIndex fields(DataInputStream in) throws IOException {
        in.readUTF();
        String name = in.readUTF();
        long size = in.readLong();
        long checksum = in.readLong();
        int count = in.readInt();
        List<PlannedFile> covered = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            HourKey hour = new HourKey(Instant.ofEpochSecond(in.readLong()));
            Series series = new Series(in.readUTF());
            BatchRange batches = new BatchRange(in.readLong(), in.readLong());
            LakeFile file = new LakeFile(Table.ACCOUNTS, hour, series, batches, in.readInt());
            covered.add(new PlannedFile(file, in.readLong()));
        }
        return new DigestIndex(name, size, checksum, covered);
    }
}
