package dev.skytrove.buffer.address;

import dev.skytrove.buffer.Buffer;
import java.time.Duration;

/** A kind of server that this module does not know. */
public final class OtherKind implements BufferKind {
    @Override
    public boolean isMeantBy(String url) {
        return url.startsWith("other:");
    }

    @Override
    public BufferAddress address(String url) {
        return new Other(url.substring("other:".length()));
    }

    /** Where one is. */
    record Other(String place) implements BufferAddress {
        @Override
        public Buffer open(Duration timeout) {
            throw new UnsupportedOperationException("there is none at " + place);
        }

        @Override
        public String check() {
            return place;
        }
    }
}
