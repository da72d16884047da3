package dev.skytrove.simulator.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class TestPacer {
    private final AtomicLong now = new AtomicLong(1_000);

    @Test
    void holdsToTheRate() {
        Pacer pacer = new Pacer(new EventRate(1000), now::get);
        assertThat(pacer.available()).isZero();
        assertThat(pacer.untilNext()).isEqualTo(Duration.ofMillis(1));

        now.addAndGet(10_000_000);
        assertThat(pacer.available()).isEqualTo(10);
        pacer.sent(10);
        assertThat(pacer.available()).isZero();

        now.addAndGet(60_000_000_000L);
        assertThat(pacer.available()).isEqualTo(50);
    }

    @Test
    void slowRatesAddUp() {
        Pacer pacer = new Pacer(new EventRate(2), now::get);
        assertThat(pacer.available()).isZero();
        assertThat(pacer.untilNext()).isEqualTo(Duration.ofMillis(500));

        now.addAndGet(500_000_000);
        assertThat(pacer.available()).isEqualTo(1);
    }

    @Test
    void unlimitedIsUnlimited() {
        Pacer pacer = new Pacer(EventRate.UNLIMITED, now::get);
        pacer.sent(1_000_000_000);

        assertThat(pacer.available()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void refusesWhatIsNoRate() {
        assertThatIllegalArgumentException().isThrownBy(() -> new EventRate(0));
        assertThatIllegalArgumentException().isThrownBy(() -> new EventRate(Double.NaN));
    }
}
