package dev.skytrove.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class TestTable {
    @Test
    void i4WhatHidesPostsComesFirstAndPostsLast() {
        List<Table> tables = List.of(Table.values());
        List<Table> hiding = tables.stream().filter(Table::hidesPosts).toList();

        assertThat(hiding).containsExactlyInAnyOrder(Table.DELETES, Table.ACCOUNTS, Table.OVERSIZED);
        assertThat(tables).startsWith(hiding.toArray(Table[]::new));
        assertThat(tables.getLast()).isEqualTo(Table.POSTS);
    }

    @ParameterizedTest
    @EnumSource
    void tableIsFoundByItsName(Table table) {
        assertThat(Table.ofLabel(table.label())).isEqualTo(table);
    }

    @Test
    void unknownNameIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Table.ofLabel("Posts")).withMessageContaining("'Posts'");
    }
}
