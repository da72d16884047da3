package dev.skytrove.ingestor.metrics;

import dev.skytrove.buffer.MemoryUsage;
import dev.skytrove.buffer.Queue;
import dev.skytrove.buffer.QueueSize;
import dev.skytrove.lake.DataSize;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** How full the buffer is and with what, as of its latest answers. */
public final class BufferMetrics {
    private final MeterRegistry registry;
    private final String prefix;
    private volatile MemoryUsage memory = new MemoryUsage(new DataSize(0), new DataSize(0));
    private volatile Map<Queue, QueueSize> queues = Map.of();
    private volatile long putAside;

    BufferMetrics(MeterRegistry registry, String prefix) {
        this.registry = registry;
        this.prefix = prefix;
        memory("ratio", "Used part of its memory limit; 0 if it has none", MemoryUsage::ratio);
        memory("used.bytes", "What the buffer uses", usage -> usage.used().bytes());
        memory("max.bytes", "Its memory limit; 0 if it has none", usage -> usage.limit().bytes());
        Gauge.builder(prefix + "put.aside.events", this, metrics -> metrics.putAside)
                .description("Events that made every flush fail, and are in the bucket's folder rejected")
                .register(registry);
        for (Queue queue : Queue.values()) {
            queue("entries", "Blocks of events that wait to be flushed", queue, QueueSize::entries);
            queue("events", "Events that wait to be flushed", queue, QueueSize::events);
        }
    }

    private void memory(String name, String description, ToDoubleFunction<MemoryUsage> value) {
        Gauge.builder(prefix + "buffer.memory." + name, this, metrics -> value.applyAsDouble(metrics.memory))
                .description(description)
                .register(registry);
    }

    private void queue(String name, String description, Queue queue, ToDoubleFunction<QueueSize> value) {
        Gauge.builder(prefix + "queue." + name, this, metrics -> {
                    QueueSize size = metrics.queues.get(queue);
                    return size == null ? Double.NaN : value.applyAsDouble(size);
                })
                .description(description + "; NaN before the buffer has answered")
                .tag("table", queue.label())
                .register(registry);
    }

    /** Remembers how full the buffer is. */
    public void memory(MemoryUsage usage) {
        memory = usage;
    }

    /** Remembers how many events flushes put aside. */
    public void putAside(long count) {
        putAside = count;
    }

    /** Remembers the sizes of all queues. */
    public void queues(Map<Queue, QueueSize> sizes) {
        queues = sizes;
    }
}
