package dev.skytrove.ingestor.jetstream;

/** How a connection ended. Whatever the server said of it is cut and made printable. */
public sealed interface ConnectionEnd {
    /**
     * No subscription came about: no address, no route, no TLS, no answer in time.
     *
     * @param message what went wrong
     */
    record Unreachable(String message) implements ConnectionEnd {
        public Unreachable {
            message = NetworkText.printable(message);
        }

        @Override
        public String toString() {
            return "unreachable: " + message;
        }
    }

    /**
     * The server answered the upgrade with another status than 101, as it does to a cursor that it does not like.
     *
     * @param status the HTTP status
     * @param message the beginning of the answer's body
     */
    record Refused(int status, String message) implements ConnectionEnd {
        public Refused {
            message = NetworkText.printable(message);
        }

        @Override
        public String toString() {
            return "refused with HTTP " + status + ": " + message;
        }
    }

    /**
     * The server said goodbye.
     *
     * @param code the websocket close code, 1005 if there was none
     * @param reason the server's words, may be empty
     */
    record Closed(int code, String reason) implements ConnectionEnd {
        public Closed {
            reason = NetworkText.printable(reason);
        }

        @Override
        public String toString() {
            return "closed by the server with code " + code + (reason.isEmpty() ? "" : ": " + reason);
        }
    }

    /**
     * The connection broke, or the server broke the protocol.
     *
     * @param message what went wrong
     */
    record Broken(String message) implements ConnectionEnd {
        public Broken {
            message = NetworkText.printable(message);
        }

        @Override
        public String toString() {
            return "broken: " + message;
        }
    }

    /** It was closed from this side. */
    record Left() implements ConnectionEnd {
        @Override
        public String toString() {
            return "left";
        }
    }
}
