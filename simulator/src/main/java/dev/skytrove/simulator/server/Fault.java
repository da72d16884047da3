package dev.skytrove.simulator.server;

import java.time.Duration;

/** Something that goes wrong on purpose. */
sealed interface Fault {
    /** Its name in requests, on the command line and in statistics. */
    String name();

    /** How many more frames, or connections, before it happens. */
    long after();

    /** Happens on a connection once so many more frames were sent on it. */
    sealed interface OnFrame extends Fault {
        /** Whether it happens to an event that is still to be sent. */
        default boolean needsNext() {
            return false;
        }
    }

    /** Happens when a client connects, after so many more connections. */
    sealed interface OnUpgrade extends Fault {}

    /** The connection is reset, without a close frame; what was sent may not arrive. */
    record Drop(long after) implements OnFrame {
        @Override
        public String name() {
            return "drop";
        }
    }

    /** The connection is closed with a close frame; with code 0 the frame has none. */
    record Close(long after, int code) implements OnFrame {
        @Override
        public String name() {
            return "close";
        }
    }

    /** Nothing is sent for a while; the connection stays open and pings are answered. */
    record Stall(long after, Duration pause) implements OnFrame {
        @Override
        public String name() {
            return "stall";
        }
    }

    /** A frame is sent that is not JSON. */
    record Garbage(long after) implements OnFrame {
        @Override
        public String name() {
            return "garbage";
        }
    }

    /** The event sent last is sent again; on a connection without one, after the first. */
    record Duplicate(long after) implements OnFrame {
        @Override
        public String name() {
            return "duplicate";
        }
    }

    /** The connection ends in the midst of the next frame. */
    record Half(long after) implements OnFrame {
        @Override
        public String name() {
            return "half";
        }

        @Override
        public boolean needsNext() {
            return true;
        }
    }

    /** The next events are not sent on this connection, as real servers do where replay ends and live begins. */
    record Gap(long after, long count) implements OnFrame {
        @Override
        public String name() {
            return "gap";
        }

        @Override
        public boolean needsNext() {
            return true;
        }
    }

    /** The connection ends without a close frame, on the v2 wire after an error frame with this name. */
    record Failure(long after, String error) implements OnFrame {
        @Override
        public String name() {
            return "error";
        }
    }

    /** A post is sent that claims to be of 2099. */
    record Future(long after) implements OnFrame {
        @Override
        public String name() {
            return "future";
        }
    }

    /** A post is sent whose text has so many bytes. */
    record Large(long after, int bytes) implements OnFrame {
        @Override
        public String name() {
            return "large";
        }
    }

    /** A notice is sent that says so many bytes of what begins URLs; a frame of them on the v1 wire, which has none. */
    record Notice(long after, int bytes) implements OnFrame {
        @Override
        public String name() {
            return "notice";
        }
    }

    /** So many pings are sent, one behind the other. */
    record Pings(long after, int count) implements OnFrame {
        @Override
        public String name() {
            return "pings";
        }
    }

    /** The client is answered with an HTTP status instead. */
    record Refuse(long after, int status) implements OnUpgrade {
        @Override
        public String name() {
            return "refuse";
        }
    }

    /** Nothing is sent for a while after the handshake. */
    record SlowStart(long after, Duration pause) implements OnUpgrade {
        @Override
        public String name() {
            return "slow-start";
        }
    }
}
