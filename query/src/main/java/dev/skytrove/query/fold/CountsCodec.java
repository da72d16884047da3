package dev.skytrove.query.fold;

import dev.skytrove.lake.LakeFile;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Known counts as bytes. */
final class CountsCodec {
    private static final int TOO_MUCH = -1;

    private CountsCodec() {}

    static byte[] encode(Map<KnownCounts.Id, KnownCounts.Known> counts) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(counts.size());
            for (Map.Entry<KnownCounts.Id, KnownCounts.Known> one : counts.entrySet()) {
                FileNames.write(one.getKey().file(), out);
                out.writeUTF(one.getKey().by());
                out.writeUTF(one.getValue().hidden());
                Optional<KeyCounts> some = one.getValue().counts();
                out.writeInt(some.map(KeyCounts::size).orElse(TOO_MUCH));
                out.write(some.map(KeyCounts::bytes).orElse(new byte[0]));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    static Map<KnownCounts.Id, KnownCounts.Known> decode(byte[] bytes) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
        Map<KnownCounts.Id, KnownCounts.Known> counts = new LinkedHashMap<>();
        for (int left = in.readInt(); left > 0; left--) {
            LakeFile file = FileNames.read(in);
            KnownCounts.Id id = new KnownCounts.Id(file, in.readUTF());
            String hidden = in.readUTF();
            int size = in.readInt();
            Optional<KeyCounts> some =
                    size == TOO_MUCH ? Optional.empty() : Optional.of(new KeyCounts(in.readNBytes(size)));
            counts.put(id, new KnownCounts.Known(hidden, some));
        }
        return counts;
    }
}
