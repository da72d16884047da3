package dev.skytrove.buffer.redis.client;

import java.util.List;

/**
 * How Redis keeps what is put aside within its limits. A stream knows how many entries it has and not how many bytes,
 * so these are counted beside it.
 */
public final class MalformedScripts {
    /**
     * Defines {@code put_aside}: stream, metadata, the most entries, the most bytes, then a reason, time, length, head,
     * whole (or empty), and place (or empty). Counts what an earlier release left, and anew when somebody emptied the
     * stream.
     */
    public static final String FUNCTION = """
            local function bytes_of(fields)
              local bytes = 100
              for i = 2, #fields, 2 do bytes = bytes + #fields[i] end
              return bytes
            end
            local function count(stream)
              local bytes, from = 0, '-'
              repeat
                local page = redis.call('XRANGE', stream, from, '+', 'COUNT', 100)
                for _, entry in ipairs(page) do
                  bytes = bytes + bytes_of(entry[2])
                  from = '(' .. entry[1]
                end
              until #page == 0
              return bytes
            end
            local function put_aside(stream, metadata, most, space, reason, at, length, head, whole, place)
              local fields = {'reason', reason, 'at', at, 'length', length, 'raw', head}
              if whole ~= '' then
                table.insert(fields, 'zstd')
                table.insert(fields, whole)
              end
              if place ~= '' then
                table.insert(fields, 'entry')
                table.insert(fields, place)
              end
              local entries = redis.call('XLEN', stream)
              local bytes = tonumber(redis.call('HGET', metadata, 'malformed.bytes') or '-1')
              if entries == 0 or bytes < 0 then bytes = count(stream) end
              redis.call('XADD', stream, '*', unpack(fields))
              entries, bytes = entries + 1, bytes + bytes_of(fields)
              while entries > 1 and (entries > most or bytes > space) do
                local oldest = redis.call('XRANGE', stream, '-', '+', 'COUNT', 1)[1]
                redis.call('XDEL', stream, oldest[1])
                entries, bytes = entries - 1, bytes - bytes_of(oldest[2])
              end
              if entries == 1 then bytes = bytes_of(fields) end
              redis.call('HSET', metadata, 'malformed.bytes', string.format('%d', bytes))
            end
            """;

    /**
     * Puts one frame aside. Arguments: the most entries, the most bytes, reason, time, length, head, whole. It never fails
     * for want of memory: the transaction that it is in does, before any of it is done.
     */
    public static final String PUT_ASIDE = BlockingCommands.ALLOW_OOM
            + FUNCTION
            + """
            put_aside(KEYS[1], KEYS[2], tonumber(ARGV[1]), tonumber(ARGV[2]), ARGV[3], ARGV[4], ARGV[5], ARGV[6], ARGV[7], '')
            return redis.status_reply('OK')
            """;

    private MalformedScripts() {}

    /** The keys of {@link #PUT_ASIDE}. */
    public static byte[][] keys() {
        return Bytes.of(List.of(BufferKeys.MALFORMED, BufferKeys.METADATA));
    }
}
