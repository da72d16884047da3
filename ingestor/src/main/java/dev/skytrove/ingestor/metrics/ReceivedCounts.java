package dev.skytrove.ingestor.metrics;

import dev.skytrove.lake.Table;
import dev.skytrove.lake.event.EventHeader;
import dev.skytrove.lake.event.EventTables;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/** What one connection delivered since it was last asked: counters that cost an event next to nothing. One thread. */
public final class ReceivedCounts {
    private final Map<Table, Map<Operation, Count>> events = new EnumMap<>(Table.class);
    private long bytes;

    /** Nothing yet. */
    public ReceivedCounts() {
        for (Table table : EventTables.ALL) {
            Map<Operation, Count> operations = new EnumMap<>(Operation.class);
            for (Operation operation : Operation.values()) {
                operations.put(operation, new Count());
            }
            events.put(table, operations);
        }
    }

    private static final class Count {
        private long value;
    }

    /** What an event does, as far as metrics tell it apart. */
    enum Operation {
        CREATE,
        UPDATE,
        DELETE,
        /** What is no commit, and operations that are not known: labels must not come from the network. */
        OTHER;

        static Operation of(String operation) {
            return switch (operation) {
                case "create" -> CREATE;
                case "update" -> UPDATE;
                case "delete" -> DELETE;
                default -> OTHER;
            };
        }

        String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Is told how many events of one kind there were. */
    interface Consumer {
        void accept(Table table, Operation operation, long count);
    }

    /** Counts the bytes of an event, or of what should be one. */
    public void add(int length) {
        bytes += length;
    }

    /** Counts an event. */
    public void add(EventHeader header) {
        events.get(header.table()).get(Operation.of(header.operation())).value++;
    }

    /** How many bytes there were, which are forgotten with this. */
    long takeBytes() {
        long taken = bytes;
        bytes = 0;
        return taken;
    }

    /** How many events there were, by what they are, which is forgotten with this. */
    void take(Consumer consumer) {
        events.forEach((table, operations) -> operations.forEach((operation, count) -> {
            if (count.value > 0) {
                consumer.accept(table, operation, count.value);
                count.value = 0;
            }
        }));
    }
}
