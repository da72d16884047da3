package dev.skytrove.lake.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skytrove.lake.Table;
import org.junit.jupiter.api.Test;

final class TestEventTables {
    /** Whoever writes one table after the other goes by it: {@link Table} says why. */
    @Test
    void i4TheyAreInTheOrderOfTables() {
        assertThat(EventTables.ALL).isSorted().doesNotHaveDuplicates().doesNotContain(Table.FEATURES);
    }
}
