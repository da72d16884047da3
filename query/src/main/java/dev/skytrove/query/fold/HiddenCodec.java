package dev.skytrove.query.fold;

import dev.skytrove.lake.HourKey;
import dev.skytrove.lake.LakeFile;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Known hidden rows as bytes. Hours that one query looked at share what they saw, here as well. */
final class HiddenCodec {
    private HiddenCodec() {}

    static byte[] encode(Map<HourKey, HiddenHour> hours) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            IdentityHashMap<Set<LakeFile>, Integer> numbers = new IdentityHashMap<>();
            List<Set<LakeFile>> seen = new ArrayList<>();
            for (HiddenHour hour : hours.values()) {
                if (numbers.putIfAbsent(hour.seen(), seen.size()) == null) {
                    seen.add(hour.seen());
                }
            }
            out.writeInt(seen.size());
            for (Set<LakeFile> some : seen) {
                write(some, out);
            }
            out.writeInt(hours.size());
            for (Map.Entry<HourKey, HiddenHour> hour : hours.entrySet()) {
                out.writeInt(hour.getKey().number());
                out.writeInt(numbers.get(hour.getValue().seen()));
                out.writeLong(hour.getValue().bytes());
                write(hour.getValue().dead(), out);
                write(hour.getValue().gone(), out);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    static Map<HourKey, HiddenHour> decode(byte[] bytes) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
        List<Set<LakeFile>> seen = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            seen.add(files(in));
        }
        Map<HourKey, HiddenHour> hours = new LinkedHashMap<>();
        for (int left = in.readInt(); left > 0; left--) {
            HourKey hour = HourKey.ofNumber(in.readInt());
            Set<LakeFile> some = seen.get(in.readInt());
            hours.put(hour, new HiddenHour(in.readLong(), rows(in), rows(in), some));
        }
        return hours;
    }

    private static void write(Set<LakeFile> files, DataOutputStream out) throws IOException {
        out.writeInt(files.size());
        for (LakeFile file : files) {
            FileNames.write(file, out);
        }
    }

    private static Set<LakeFile> files(DataInputStream in) throws IOException {
        Set<LakeFile> files = new HashSet<>();
        for (int left = in.readInt(); left > 0; left--) {
            files.add(FileNames.read(in));
        }
        return Set.copyOf(files);
    }

    private static void write(Map<LakeFile, BitSet> rows, DataOutputStream out) throws IOException {
        out.writeInt(rows.size());
        for (Map.Entry<LakeFile, BitSet> file : rows.entrySet()) {
            FileNames.write(file.getKey(), out);
            byte[] places = file.getValue().toByteArray();
            out.writeInt(places.length);
            out.write(places);
        }
    }

    private static Map<LakeFile, BitSet> rows(DataInputStream in) throws IOException {
        Map<LakeFile, BitSet> rows = new HashMap<>();
        for (int left = in.readInt(); left > 0; left--) {
            LakeFile file = FileNames.read(in);
            rows.put(file, BitSet.valueOf(in.readNBytes(in.readInt())));
        }
        return rows;
    }
}
