package dev.skytrove.buffer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.skytrove.lake.Table;
import dev.skytrove.lake.event.EventTables;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class TestQueue {
    /** In their order, too: a flush puts what hides posts before them (I4). */
    @Test
    void i4QueuesAreThoseOfTheTablesOfEvents() {
        assertThat(Stream.of(Queue.values()).map(Queue::table)).containsExactlyElementsOf(EventTables.ALL);
    }

    @Test
    void tableWithoutEventsHasNone() {
        List<Table> others = new ArrayList<>(List.of(Table.values()));
        others.removeAll(EventTables.ALL);

        assertThat(others).contains(Table.FEATURES).allSatisfy(table -> {
            assertThatIllegalArgumentException().isThrownBy(() -> Queue.of(table)).withMessageContaining(table.label());
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Queue.ofLabel(table.label()))
                    .withMessageContaining(table.label());
        });
    }

    @ParameterizedTest
    @EnumSource
    void queueIsFoundByItsTableAndByItsName(Queue queue) {
        assertThat(Queue.of(queue.table())).isEqualTo(queue);
        assertThat(Queue.ofLabel(queue.table().label())).isEqualTo(queue);
        assertThat(queue.label()).isEqualTo(queue.table().label());
    }
}
