package dev.skytrove.runtime;

import java.util.List;

/**
 * The arguments of a process whose {@link Program#operands} says that it takes some. A bean.
 *
 * @param values as given
 */
public record Operands(List<String> values) {
    public Operands {
        values = List.copyOf(values);
    }
}
