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
        require(!event.kind.isEmpty(), MalformedReason.MISSING_KIND);
        require(event.timeUs != ABSENT, MalformedReason.MISSING_TIME_US);
        require(event.timeUs >= YEAR_2000 && event.timeUs < YEAR_2100, MalformedReason.TIME_US_OUT_OF_RANGE);
        return switch (event.kind) {
            case "commit" -> commit(event);
            case "identity" -> account(event, event.identitySeq);
            case "account" -> account(event, event.accountSeq);
            case "sync" -> sync(event, json);
            default -> unknown(event, json);
        };
    }

    // Servers stamp one and the same event differently, so where it has a key its bytes are not compared.
    private static EventHeader sync(EventScanner event, byte[] json) {
        return event.did.isEmpty() || event.syncSeq < 0
                ? unknown(event, json)
                : notCommit(
                        event, Table.OTHERS, event.syncSeq, Fingerprint.ofAccount(event.did, event.kind, event.syncSeq));
    }

    private static EventHeader unknown(EventScanner event, byte[] json) {
        return notCommit(event, Table.OTHERS, NO_SEQ, Fingerprint.ofBytes(json));
    }

    private static EventHeader commit(EventScanner event) throws MalformedEventException {
        require(!event.did.isEmpty(), MalformedReason.MISSING_DID);
        require(event.hasCommit, MalformedReason.MISSING_COMMIT);
        require(!event.collection.isEmpty(), MalformedReason.MISSING_COLLECTION);
        require(!event.rkey.isEmpty(), MalformedReason.MISSING_RKEY);
        require(!event.rev.isEmpty(), MalformedReason.MISSING_REV);
        require(!event.operation.isEmpty(), MalformedReason.MISSING_OPERATION);
        boolean complete = event.record.length() > 0 || !Routing.bringsRecord(event.operation);
        require(complete, MalformedReason.MISSING_RECORD);
        return new EventHeader(
                Routing.ofCommit(event.collection, event.operation),
                event.kind,
                event.did,
                event.timeUs,
                event.collection,
                event.rkey,
                event.rev,
                event.operation,
                NO_SEQ,
                Fingerprint.ofCommit(event.did, event.collection, event.rkey, event.rev, event.operation));
    }

    private static EventHeader account(EventScanner event, long seq) throws MalformedEventException {
        require(!event.did.isEmpty(), MalformedReason.MISSING_DID);
        require(seq >= 0, MalformedReason.MISSING_SEQ);
        return notCommit(event, Table.ACCOUNTS, seq, Fingerprint.ofAccount(event.did, event.kind, seq));
    }

    private static EventHeader notCommit(EventScanner event, Table table, long seq, long fingerprint) {
        return new EventHeader(table, event.kind, event.did, event.timeUs, "", "", "", "", seq, fingerprint);
    }

    private static void require(boolean condition, MalformedReason otherwise) throws MalformedEventException {
        if (!condition) {
            throw new MalformedEventException(otherwise);
        }
    }
}
