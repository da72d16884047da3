package dev.skytrove.bench.coldstart;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.skytrove.bench.Report;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a run has found.
 *
 * @param contenders in the order of the table
 * @param fromExec starts with a warm page cache, from exec
 * @param fromPacket the same from the first packet on a socket
 * @param cold starts with the page cache dropped, from exec; maybe none
 * @param worst the most MiB that the binary had resident, in the worst of its searches
 */
record Summary(List<Contender> contenders, Rounds fromExec, Rounds fromPacket, Rounds cold, double worst) {
    /** Prints the table. */
    void print(Report report) throws IOException {
        List<List<String>> rows = new ArrayList<>();
        for (Contender contender : contenders) {
            String name = contender.name();
            rows.add(List.of(
                    name,
                    Report.number(fromExec.readyMs(name)),
                    Report.number(fromExec.firstMs(name)),
                    Report.number(fromExec.bestMs(name)),
                    Report.number(fromPacket.firstMs(name)),
                    Report.number(cold.firstMs(name)),
                    Report.number(fromExec.cpuMs(name)),
                    Report.number(fromExec.idleMib(name)),
                    Report.number(fromExec.peakMib(name)),
                    Report.number(mebibytes(contender))));
        }
        report.table(
                List.of(
                        "", "listens ms", "first ms", "best ms", "packet ms", "dropped ms", "cpu ms", "idle MiB",
                        "peak MiB", "files MiB"),
                rows);
    }

    /** The JSON line; what was not measured is not in it. */
    ObjectNode json() throws IOException {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        contenders.forEach(each -> put(json, each.name() + "_ms", fromExec.firstMs(each.name())));
        double own = fromExec.firstMs(Contender.NATIVE);
        put(json, "ratio_c", own / fromExec.firstMs(Contender.LIMIT));
        put(json, "ratio_jvm", own / fromExec.firstMs(Contender.JVM));
        ObjectNode packet = json.putObject("packet_ms");
        ObjectNode dropped = json.putObject("dropped_ms");
        ObjectNode memory = json.putObject("mib");
        for (Contender each : contenders) {
            put(packet, each.name(), fromPacket.firstMs(each.name()));
            put(dropped, each.name(), cold.firstMs(each.name()));
            put(memory, each.name() + "_idle", fromExec.idleMib(each.name()));
            put(memory, each.name() + "_peak", fromExec.peakMib(each.name()));
            put(memory, each.name() + "_files", mebibytes(each));
        }
        put(memory, "native_worst", worst);
        return json;
    }

    private static void put(ObjectNode json, String name, double value) {
        if (Double.isFinite(value)) {
            json.put(name, Double.parseDouble(String.format(Locale.ROOT, "%.2f", value)));
        }
    }

    private static double mebibytes(Contender contender) throws IOException {
        long bytes = 0;
        for (Path file : contender.files()) {
            bytes += Files.size(file);
        }
        return bytes / 1048576.0;
    }
}
