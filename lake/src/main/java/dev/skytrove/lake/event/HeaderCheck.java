package dev.skytrove.lake.event;

import static dev.skytrove.lake.event.EventScanner.ABSENT;

import dev.skytrove.lake.ByteSlice;
import dev.skytrove.lake.Table;

/** What an event must have to be one; makes the header of what has it. Used by one thread. */
final class HeaderCheck {
    /** The longest name in the network's rules is a DID's, in bytes. */
    private static final int LONGEST_NAME = 2_048;

    private final Fingerprint fingerprint;

    HeaderCheck(FingerprintKey key) {
        this.fingerprint = new Fingerprint(key);
    }

    EventHeader header(EventScanner event, ByteSlice json) throws MalformedEventException {
        require(!event.kind.isEmpty(), MalformedReason.MISSING_KIND);
        require(hasPlausibleNames(event), MalformedReason.LIMIT_EXCEEDED);
        require(event.timeUs != ABSENT, MalformedReason.MISSING_TIME_US);
        return switch (event.kind) {
            case "commit" -> commit(event, json);
            case "identity" -> account(event, event.identity, json);
            case "account" -> account(event, event.account, json);
            case "sync" -> sync(event, json);
            default -> unknown(event, json);
        };
    }

    // Servers stamp one and the same event differently, so where it has a key its bytes are not compared.
    private EventHeader sync(EventScanner event, ByteSlice json) {
        return TextSpan.isEmpty(event.did) || event.sync.seq() < 0
                ? unknown(event, json)
                : numbered(event, sized(Table.OTHERS, json), event.sync, json);
    }

    private EventHeader unknown(EventScanner event, ByteSlice json) {
        return new EventHeader(sized(Table.OTHERS, json), event.timeUs, "", fingerprint.ofBytes(json));
    }

    private EventHeader commit(EventScanner event, ByteSlice json) throws MalformedEventException {
        require(!TextSpan.isEmpty(event.did), MalformedReason.MISSING_DID);
        require(event.hasCommit, MalformedReason.MISSING_COMMIT);
        require(!TextSpan.isEmpty(event.collection), MalformedReason.MISSING_COLLECTION);
        require(!TextSpan.isEmpty(event.rkey), MalformedReason.MISSING_RKEY);
        require(!TextSpan.isEmpty(event.rev), MalformedReason.MISSING_REV);
        require(!event.operation.isEmpty(), MalformedReason.MISSING_OPERATION);
        boolean complete = event.record.length() > 0 || !Routing.bringsRecord(event.operation);
        require(complete, MalformedReason.MISSING_RECORD);
        long key = fingerprint.ofCommit(json.array(), event.did, event.collection, event.rkey, event.rev, event.operation);
        return new EventHeader(table(event, json), event.timeUs, event.operation, key);
    }

    private static Table table(EventScanner event, ByteSlice json) {
        String collection = TextSpan.decode(json.array(), event.collection, Routing.COLLECTIONS);
        return sized(Routing.ofCommit(collection, event.operation), json);
    }

    private static Table sized(Table table, ByteSlice json) {
        return EventHeader.isOversized(table, json.length()) ? Table.OVERSIZED : table;
    }

    // Without a number, too: that an account is not active is not to be missed for want of it.
    private EventHeader account(EventScanner event, NumberedObject object, ByteSlice json)
            throws MalformedEventException {
        require(!TextSpan.isEmpty(event.did), MalformedReason.MISSING_DID);
        require(object.object().length() > 0, MalformedReason.MISSING_OBJECT);
        return object.seq() < 0
                ? new EventHeader(Table.ACCOUNTS, event.timeUs, "", fingerprint.ofBytes(json))
                : numbered(event, Table.ACCOUNTS, object, json);
    }

    // A relay that begins anew gives another event the number of an earlier one; their times tell them apart.
    private EventHeader numbered(EventScanner event, Table table, NumberedObject object, ByteSlice json) {
        byte[] bytes = json.array();
        long key = fingerprint.ofAccount(bytes, event.did, event.kind, object.seq(), object.micros(bytes));
        return new EventHeader(table, event.timeUs, "", key);
    }

    private static boolean hasPlausibleNames(EventScanner event) {
        return event.kind.length() <= LONGEST_NAME
                && event.operation.length() <= LONGEST_NAME
                && isPlausible(event.did)
                && isPlausible(event.collection)
                && isPlausible(event.rkey)
                && isPlausible(event.rev)
                && isPlausible(event.cid);
    }

    private static boolean isPlausible(long span) {
        return TextSpan.end(span) - TextSpan.start(span) <= LONGEST_NAME;
    }

    private static void require(boolean condition, MalformedReason otherwise) throws MalformedEventException {
        if (!condition) {
            throw new MalformedEventException(otherwise);
        }
    }
}
