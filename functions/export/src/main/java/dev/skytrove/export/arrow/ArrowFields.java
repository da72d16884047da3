package dev.skytrove.export.arrow;

import com.google.flatbuffers.FlatBufferBuilder;
import dev.skytrove.query.posts.FieldType;
import org.apache.arrow.flatbuf.Bool;
import org.apache.arrow.flatbuf.Field;
import org.apache.arrow.flatbuf.FloatingPoint;
import org.apache.arrow.flatbuf.Int;
import org.apache.arrow.flatbuf.Map;
import org.apache.arrow.flatbuf.Precision;
import org.apache.arrow.flatbuf.Struct_;
import org.apache.arrow.flatbuf.TimeUnit;
import org.apache.arrow.flatbuf.Timestamp;
import org.apache.arrow.flatbuf.Type;
import org.apache.arrow.flatbuf.Utf8;

/**
 * The fields of a schema: texts are {@code Utf8}, numbers {@code Int(32)}, times {@code Timestamp(MICROSECOND, "UTC")}, lists
 * {@code List<Utf8>}, and numbers by name {@code Map<Utf8, FloatingPoint(DOUBLE)>}. Any value may be null.
 */
final class ArrowFields {
    private static final int WORD = 32;

    private ArrowFields() {}

    /** Adds a field and those below it. */
    static int add(FlatBufferBuilder builder, String name, FieldType type) {
        return switch (type) {
            case TEXT -> text(builder, name, true);
            case NUMBER -> field(builder, name, true, Type.Int, Int.createInt(builder, WORD, true));
            case FLAG -> field(builder, name, true, Type.Bool, flag(builder));
            case TIME -> field(builder, name, true, Type.Timestamp, time(builder));
            case TEXTS -> {
                int item = text(builder, "item", false);
                yield field(builder, name, true, Type.List, list(builder), item);
            }
            case NUMBERS -> {
                int key = text(builder, "key", false);
                int number = FloatingPoint.createFloatingPoint(builder, Precision.DOUBLE);
                int value = field(builder, "value", true, Type.FloatingPoint, number);
                int entries = field(builder, "entries", false, Type.Struct_, struct(builder), key, value);
                yield field(builder, name, true, Type.Map, Map.createMap(builder, false), entries);
            }
        };
    }

    private static int text(FlatBufferBuilder builder, String name, boolean nullable) {
        Utf8.startUtf8(builder);
        return field(builder, name, nullable, Type.Utf8, Utf8.endUtf8(builder));
    }

    private static int flag(FlatBufferBuilder builder) {
        Bool.startBool(builder);
        return Bool.endBool(builder);
    }

    private static int time(FlatBufferBuilder builder) {
        int zone = builder.createString("UTC");
        return Timestamp.createTimestamp(builder, TimeUnit.MICROSECOND, zone);
    }

    private static int list(FlatBufferBuilder builder) {
        org.apache.arrow.flatbuf.List.startList(builder);
        return org.apache.arrow.flatbuf.List.endList(builder);
    }

    private static int struct(FlatBufferBuilder builder) {
        Struct_.startStruct_(builder);
        return Struct_.endStruct_(builder);
    }

    // The vector of children is there also where there is none: readers need it.
    private static int field(
            FlatBufferBuilder builder, String name, boolean nullable, byte type, int details, int... children) {
        int called = builder.createString(name);
        int below = Field.createChildrenVector(builder, children);
        return Field.createField(builder, called, nullable, type, details, 0, below, 0);
    }
}
