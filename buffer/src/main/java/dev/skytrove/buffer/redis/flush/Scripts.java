package dev.skytrove.buffer.redis.flush;

import dev.skytrove.buffer.Queue;
import dev.skytrove.buffer.redis.client.BlockingCommands;
import dev.skytrove.buffer.redis.client.BufferKeys;
import dev.skytrove.buffer.redis.client.Bytes;
import dev.skytrove.buffer.redis.client.MalformedScripts;
import java.util.ArrayList;
import java.util.List;

/**
 * What Redis must do in one step. Both scripts begin by checking the lease, so a flush that stood still for too long
 * changes nothing, and both take the keys of {@link #keys()}.
 */
public final class Scripts {
    /** Code of the error when the lease is not the caller's. */
    public static final String LEASE_LOST = "LEASELOST";
    /** Code of the error when what Redis holds contradicts itself. */
    public static final String CORRUPTED = "CORRUPTED";

    /** Instead of an ID: a queue of which nothing is planned. */
    static final String LEFT_OUT = "left out";

    /** There is a plan now: that of this call, or one that was there. */
    static final String PLANNED = "planned";
    /** All queues are empty. */
    static final String EMPTY = "empty";
    /** Nothing was done: the number of the last batch is unknown here and must be given. */
    static final String NEEDS_BATCH = "needs batch";
    /** Nothing was done: a queue without a bound has too many events by now. */
    static final String NEEDS_BOUND = "needs bound";

    /**
     * Records a plan. Arguments: token of the lease; seconds since 1970; last batch to use if Redis knows none, or
     * empty; greatest number of events of a queue, and of their bytes when unpacked; how often it counts as attempted;
     * then for each queue its label, the last ID to plan, or empty for its end, or {@link #LEFT_OUT}, and how
     * many events and bytes there are up to it.
     *
     * <p>Every entry that ever was in a queue is either there or was flushed: if the counts disagree, something else
     * has removed entries, and that must not pass in silence (I1).
     */
    static final String PLAN =
            BlockingCommands.ALLOW_OOM
                    + """
            local metadata = KEYS[1]
            local function field(name) return redis.call('HGET', metadata, name) end
            local function corrupted(text) return redis.error_reply('CORRUPTED ' .. text) end
            if redis.call('GET', KEYS[2]) ~= ARGV[1] then return redis.error_reply('LEASELOST it ran out') end
            if field('plan.version') then return 'planned' end

            local complete, planned = 1, {}
            for i = 4, #KEYS - 1 do
              local queue, label, last, events, size = KEYS[i], ARGV[4 * i - 9], ARGV[4 * i - 8],
                ARGV[4 * i - 7], ARGV[4 * i - 6]
              local length, added = 0, 0
              if redis.call('EXISTS', queue) == 1 then
                local info = redis.call('XINFO', 'STREAM', queue)
                for k = 1, #info, 2 do
                  if info[k] == 'length' then length = info[k + 1] end
                  if info[k] == 'entries-added' then added = info[k + 1] end
                end
              end
              local flushed = tonumber(field('flushed.' .. label .. '.count') or 0)
              if added - length ~= flushed then
                return corrupted(string.format('%d entries have left %s but %d were flushed: '
                  .. 'something else removed entries. To go on without them: HSET %s flushed.%s.count %d',
                  added - length, queue, flushed, metadata, label, added - length))
              end
              if length > 0 and last == 'left out' then
                complete = 0
              elseif length > 0 then
                local first = redis.call('XRANGE', queue, '-', '+', 'COUNT', 1)[1][1]
                local done = field('flushed.' .. label) or '0-0'
                local behind = redis.call('XRANGE', queue, '(' .. done, '+', 'COUNT', 1)[1]
                if not behind or behind[1] ~= first then
                  return corrupted('entry ' .. first .. ' of ' .. queue .. ' is flushed, and there again')
                end
                local newest = redis.call('XREVRANGE', queue, '+', '-', 'COUNT', 1)[1][1]
                local waiting = tonumber(field('count.' .. label) or 0)
                  - tonumber(field('flushed.' .. label .. '.events') or 0)
                local bytes = math.max(0, tonumber(field('size.' .. label) or 0)
                  - tonumber(field('flushed.' .. label .. '.size') or 0))
                if last == '' then
                  if waiting > tonumber(ARGV[4]) or bytes > tonumber(ARGV[5]) then return 'needs bound' end
                  last = newest
                end
                if last == newest then
                  events, size = string.format('%d', waiting), string.format('%d', bytes)
                else
                  complete = 0
                end
                for name, value in pairs({first = first, last = last, events = events, size = size}) do
                  table.insert(planned, 'plan.' .. label .. '.' .. name)
                  table.insert(planned, value)
                end
              end
            end
            if #planned == 0 then return 'empty' end

            if not field('batch.sequence') then
              if ARGV[3] == '' then return 'needs batch' end
              redis.call('HSET', metadata, 'batch.sequence', ARGV[3])
            end
            local batch = redis.call('HINCRBY', metadata, 'batch.sequence', 1)
            local at = math.max(tonumber(ARGV[2]), tonumber(field('flushed.planned_at') or -1) + 1)
            local prefix = complete == 1 and '' or 'flushed.'
            local cursor, source = field(prefix .. 'cursor'), field(prefix .. 'source')
            if cursor and source then
              redis.call('HSET', metadata, 'plan.cursor', cursor, 'plan.source', source)
            end
            if complete == 1 then
              local read = redis.call('XREVRANGE', KEYS[#KEYS], '+', '-', 'COUNT', 1)[1]
              if read then redis.call('HSET', metadata, 'plan.coverage.last', read[1]) end
            end
            redis.call('HSET', metadata, 'plan.version', 1, 'plan.batch', batch, 'plan.complete', complete,
              'plan.attempts', ARGV[6],
              'plan.planned_at', string.format('%d', at), unpack(planned))
            return 'planned'
            """;

    /**
     * Ends a plan. Arguments: token of the lease; the plan's batch; the time, ISO 8601; how many malformed entries are
     * kept, and how many bytes of them; how many events were rejected, and how many of these put aside in the bucket;
     * for each planned queue its index among the keys, its
     * label, the plan's last ID and the next greater ID; an empty argument; for each rejected event that is kept, the
     * reason, its place, its length, its first bytes and all of them, or nothing.
     */
    static final String COMMIT =
            BlockingCommands.ALLOW_OOM
                    + MalformedScripts.FUNCTION
                    + """
            local metadata, malformed = KEYS[1], KEYS[3]
            if redis.call('GET', KEYS[2]) ~= ARGV[1] then return redis.error_reply('LEASELOST it ran out') end
            if redis.call('HGET', metadata, 'plan.batch') ~= ARGV[2] then
              return redis.error_reply('CORRUPTED there is no plan of batch ' .. ARGV[2] .. ' any more')
            end
            local i = 8
            while ARGV[i] ~= '' do i = i + 4 end
            for k = i + 1, #ARGV, 5 do
              put_aside(malformed, metadata, tonumber(ARGV[4]), tonumber(ARGV[5]), ARGV[k], ARGV[3], ARGV[k + 2],
                ARGV[k + 3], ARGV[k + 4], ARGV[k + 1])
            end
            if ARGV[6] ~= '0' then redis.call('HINCRBY', metadata, 'count.rejected', ARGV[6]) end
            if ARGV[7] ~= '0' then redis.call('HINCRBY', metadata, 'count.put_aside', ARGV[7]) end
            for k = 8, i - 4, 4 do
              local label = ARGV[k + 1]
              local trimmed = redis.call('XTRIM', KEYS[tonumber(ARGV[k])], 'MINID', '=', ARGV[k + 3])
              local events = redis.call('HGET', metadata, 'plan.' .. label .. '.events') or 0
              redis.call('HSET', metadata, 'flushed.' .. label, ARGV[k + 2])
              if redis.call('HGET', metadata, 'suspect.table') == label then
                if redis.call('HGET', metadata, 'suspect.last') == ARGV[k + 2] then
                  redis.call('HDEL', metadata, 'suspect.table', 'suspect.last')
                end
                redis.call('HDEL', metadata, 'suspect.next', 'suspect.alone')
              end
              redis.call('HINCRBY', metadata, 'flushed.' .. label .. '.count', trimmed)
              redis.call('HINCRBY', metadata, 'flushed.' .. label .. '.events', events)
              local size = redis.call('HGET', metadata, 'plan.' .. label .. '.size') or 0
              redis.call('HINCRBY', metadata, 'flushed.' .. label .. '.size', size)
              -- Entries of releases that did not count bytes must not leave the counts apart for good.
              if redis.call('XLEN', KEYS[tonumber(ARGV[k])]) == 0 then
                redis.call('HSET', metadata, 'flushed.' .. label .. '.size',
                  redis.call('HGET', metadata, 'size.' .. label) or 0)
              end
            end
            local read = redis.call('HGET', metadata, 'plan.coverage.last')
            if read then
              redis.call('XTRIM', KEYS[#KEYS], 'MINID', '=', read)
              redis.call('XDEL', KEYS[#KEYS], read)
            end
            for _, name in ipairs({'planned_at', 'cursor', 'source'}) do
              local value = redis.call('HGET', metadata, 'plan.' .. name)
              if value then redis.call('HSET', metadata, 'flushed.' .. name, value) end
            end
            for _, name in ipairs(redis.call('HKEYS', metadata)) do
              if string.sub(name, 1, 5) == 'plan.' then redis.call('HDEL', metadata, name) end
            end
            return 'committed'
            """;

    /**
     * Changes a field of the plan by a number. Arguments: token of the lease; the plan's batch; the field; the number,
     * or empty to set the field to what follows.
     */
    static final String NOTE =
            BlockingCommands.ALLOW_OOM
                    + """
            local metadata = KEYS[1]
            if redis.call('GET', KEYS[2]) ~= ARGV[1] then return redis.error_reply('LEASELOST it ran out') end
            if redis.call('HGET', metadata, 'plan.batch') ~= ARGV[2] then
              return redis.error_reply('CORRUPTED there is no plan of batch ' .. ARGV[2] .. ' any more')
            end
            if ARGV[4] ~= '' then return tostring(redis.call('HINCRBY', metadata, ARGV[3], ARGV[4])) end
            redis.call('HSET', metadata, ARGV[3], ARGV[5])
            return ARGV[5]
            """;

    /**
     * Gives a plan up of which nothing is in the bucket any more: its events wait again. Arguments: token of the lease;
     * the plan's batch; the queue in which it failed; the last entry of the part that is suspected, and of its part that
     * comes next; whether that comes alone.
     */
    static final String SPLIT =
            BlockingCommands.ALLOW_OOM
                    + """
            local metadata = KEYS[1]
            if redis.call('GET', KEYS[2]) ~= ARGV[1] then return redis.error_reply('LEASELOST it ran out') end
            if redis.call('HGET', metadata, 'plan.batch') ~= ARGV[2] then
              return redis.error_reply('CORRUPTED there is no plan of batch ' .. ARGV[2] .. ' any more')
            end
            redis.call('HSET', metadata, 'given_up.' .. ARGV[2], redis.call('HGET', metadata, 'plan.planned_at'))
            for _, name in ipairs(redis.call('HKEYS', metadata)) do
              if string.sub(name, 1, 5) == 'plan.' or string.sub(name, 1, 8) == 'suspect.' then
                redis.call('HDEL', metadata, name)
              end
            end
            redis.call('HSET', metadata, 'suspect.table', ARGV[3], 'suspect.last', ARGV[4], 'suspect.next', ARGV[5])
            if ARGV[6] == '1' then redis.call('HSET', metadata, 'suspect.alone', 1) end
            return 'split'
            """;

    private static final List<Queue> QUEUES = List.of(Queue.values());

    private Scripts() {}

    /** Metadata, lease, malformed entries, then the queues in their order, then what was read. */
    static byte[][] keys() {
        List<String> keys = new ArrayList<>();
        keys.addAll(List.of(BufferKeys.METADATA, BufferKeys.FLUSH_LEASE, BufferKeys.MALFORMED));
        QUEUES.stream().map(BufferKeys::queue).forEach(keys::add);
        keys.add(BufferKeys.COVERAGE);
        return Bytes.of(keys);
    }

    /** The index of a queue among the keys, as Lua counts. */
    static int index(Queue queue) {
        return QUEUES.indexOf(queue) + 4;
    }
}
