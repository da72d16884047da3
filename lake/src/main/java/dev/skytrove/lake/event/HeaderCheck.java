package dev.skytrove.lake.event;

import static dev.skytrove.lake.event.EventScanner.ABSENT;

import dev.skytrove.lake.Table;

/** What an event must have to be one; makes the header of what has it. */
final class HeaderCheck {
    private static final long YEAR_2000 = 946_684_800_000_000L;
    private static final long YEAR_2100 = 4_102_444_800_000_000L;
    private static final long NO_SEQ = -1;

    private HeaderCheck() {}

    static EventHeader header(EventScanner event, byte[] json) throws MalformedEventException {
        require(event.kind, MalformedReason.MISSING_KIND);
        require(event.timeUs != ABSENT, MalformedReason.MISSING_TIME_US);
        require(event.timeUs >= YEAR_2000 && event.timeUs < YEAR_2100, MalformedReason.TIME_US_OUT_OF_RANGE);
        return switch (event.kind) {
            case "commit" -> commit(event);
            case "identity" -> account(event, event.identitySeq);
            case "account" -> account(event, event.accountSeq);
            default -> unknown(event, json);
        };
    }

    private static EventHeader commit(EventScanner event) throws MalformedEventException {
        String did = require(event.did, MalformedReason.MISSING_DID);
        require(event.hasCommit, MalformedReason.MISSING_COMMIT);
        String collection = require(event.collection, MalformedReason.MISSING_COLLECTION);
        String rkey = require(event.rkey, MalformedReason.MISSING_RKEY);
        String rev = require(event.rev, MalformedReason.MISSING_REV);
        String operation = require(event.operation, MalformedReason.MISSING_OPERATION);
        boolean complete = !event.record.equals(Slice.NONE) || !Routing.bringsRecord(operation);
        require(complete, MalformedReason.MISSING_RECORD);
        Table table = Routing.ofCommit(collection, operation);
        long fingerprint = Fingerprint.ofCommit(did, collection, rkey, rev, operation);
        return new EventHeader(
                table, event.kind, did, event.timeUs, collection, rkey, rev, operation, NO_SEQ, fingerprint);
    }

    private static EventHeader account(EventScanner event, long seq) throws MalformedEventException {
        String did = require(event.did, MalformedReason.MISSING_DID);
        require(seq >= 0, MalformedReason.MISSING_SEQ);
        long fingerprint = Fingerprint.ofAccount(did, event.kind, seq);
        return new EventHeader(Table.ACCOUNTS, event.kind, did, event.timeUs, "", "", "", "", seq, fingerprint);
    }

    private static EventHeader unknown(EventScanner event, byte[] json) {
        String did = event.did == null ? "" : event.did;
        long fingerprint = Fingerprint.ofBytes(json);
        return new EventHeader(Table.OTHERS, event.kind, did, event.timeUs, "", "", "", "", NO_SEQ, fingerprint);
    }

    private static String require(String text, MalformedReason otherwise) throws MalformedEventException {
        require(text != null, otherwise);
        return text;
    }

    private static void require(boolean condition, MalformedReason otherwise) throws MalformedEventException {
        if (!condition) {
            throw new MalformedEventException(otherwise);
        }
    }
}
