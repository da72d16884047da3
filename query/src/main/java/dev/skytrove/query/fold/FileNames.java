package dev.skytrove.query.fold;

import dev.skytrove.lake.BatchRange;
import dev.skytrove.lake.HourKey;
import dev.skytrove.lake.LakeFile;
import dev.skytrove.lake.Series;
import dev.skytrove.lake.Table;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/** Names of files of the lake in what is kept: a third of the bytes that they have as texts. */
final class FileNames {
    private FileNames() {}

    static void write(LakeFile file, DataOutputStream out) throws IOException {
        out.writeUTF(file.table().label());
        out.writeInt(file.hour().number());
        out.writeUTF(file.series().label());
        out.writeLong(file.batches().first());
        out.writeLong(file.batches().last());
        out.writeInt(file.generation());
    }

    static LakeFile read(DataInputStream in) throws IOException {
        return new LakeFile(
                Table.ofLabel(in.readUTF()),
                HourKey.ofNumber(in.readInt()),
                new Series(in.readUTF()),
                new BatchRange(in.readLong(), in.readLong()),
                in.readInt());
    }
}
