package dev.skytrove.export.arrow;

import dev.skytrove.query.posts.FieldType;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.BitSet;
import java.util.List;
import java.util.SortedMap;

/** The values of a column in a batch of rows. */
abstract sealed class ArrowVector {
    private final BitSet valid = new BitSet();
    private int length;

    static ArrowVector of(FieldType type) {
        return switch (type) {
            case TEXT -> new Texts();
            case NUMBER -> new Fixed(Integer.BYTES);
            case FLAG -> new Flags();
            case TIME -> new Fixed(Long.BYTES);
            case TEXTS, NUMBERS -> new Lists(type);
        };
    }

    /** Adds a value, which may be null. */
    final void add(Object value) {
        valid.set(length, value != null);
        put(length, value);
        length++;
    }

    /** Adds its buffers in the order of the format: which values are there, then they, then the fields below. */
    final void addTo(BatchBody body) {
        body.field(length, valid);
        addValuesTo(body);
    }

    final int length() {
        return length;
    }

    abstract void put(int index, Object value);

    abstract void addValuesTo(BatchBody body);

    /** Values of a number of bytes, one behind the other; a null has zeros. */
    private static final class Fixed extends ArrowVector {
        private final ByteBuf values = Unpooled.buffer();
        private final int size;

        Fixed(int size) {
            this.size = size;
        }

        @Override
        void put(int index, Object value) {
            switch (value) {
                case null -> values.writeZero(size);
                case Integer number -> values.writeIntLE(number);
                case Instant time -> values.writeLongLE(ChronoUnit.MICROS.between(Instant.EPOCH, time));
                case Double number -> values.writeDoubleLE(number);
                default -> throw new IllegalArgumentException("no number or time: " + value.getClass());
            }
        }

        @Override
        void addValuesTo(BatchBody body) {
            body.buffer(values);
        }
    }

    /** One bit a value. */
    private static final class Flags extends ArrowVector {
        private final BitSet values = new BitSet();

        @Override
        void put(int index, Object value) {
            values.set(index, Boolean.TRUE.equals(value));
        }

        @Override
        void addValuesTo(BatchBody body) {
            body.bits(length(), values);
        }
    }

    /** Their bytes one behind the other, and where each ends. */
    private static final class Texts extends ArrowVector {
        private final ByteBuf ends = Unpooled.buffer().writeIntLE(0);
        private final ByteBuf bytes = Unpooled.buffer();

        @Override
        void put(int index, Object value) {
            if (value != null) {
                bytes.writeCharSequence((String) value, StandardCharsets.UTF_8);
            }
            ends.writeIntLE(bytes.readableBytes());
        }

        @Override
        void addValuesTo(BatchBody body) {
            body.buffer(ends);
            body.buffer(bytes);
        }
    }

    /** Texts, or numbers by name, of all rows one behind the other, and where those of each row end. */
    private static final class Lists extends ArrowVector {
        private final ByteBuf ends = Unpooled.buffer().writeIntLE(0);
        private final Texts texts = new Texts();
        private final Fixed numbers = new Fixed(Double.BYTES);
        private final FieldType type;

        Lists(FieldType type) {
            this.type = type;
        }

        @Override
        void put(int index, Object value) {
            switch (value) {
                case null -> {}
                case List<?> list -> list.forEach(texts::add);
                case SortedMap<?, ?> map -> map.forEach((name, number) -> {
                    texts.add(name);
                    numbers.add(number);
                });
                default -> throw new IllegalArgumentException("no list or map: " + value.getClass());
            }
            ends.writeIntLE(texts.length());
        }

        @Override
        void addValuesTo(BatchBody body) {
            body.buffer(ends);
            if (type == FieldType.NUMBERS) {
                body.field(texts.length());
            }
            texts.addTo(body);
            if (type == FieldType.NUMBERS) {
                numbers.addTo(body);
            }
        }
    }
}
