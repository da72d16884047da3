package dev.skytrove.buffer.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TestBufferAddress {
    @ParameterizedTest
    @ValueSource(strings = {"redis://host:6379", " rediss://user:swordfish@host/2 "})
    void redisNeedsNoModuleOfItsOwn(String url) {
        assertThat(BufferAddress.parse(url)).isInstanceOf(BufferAddress.Redis.class);
        assertThat(BufferAddress.parse(url).toString()).startsWith("host:6379").doesNotContain("swordfish");
    }

    @Test
    void anotherModuleMayBringAnotherKind() {
        assertThat(BufferAddress.parse(" other:here ")).isEqualTo(new OtherKind.Other("here"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ftp://user:swordfish@host", "", "swordfish", "redis:swordfish"})
    void i6WhatNobodyKnowsIsRefusedAndNotRepeated(String url) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BufferAddress.parse(url))
                .withMessageContaining("redis")
                .withMessageNotContaining("swordfish");
    }
}
