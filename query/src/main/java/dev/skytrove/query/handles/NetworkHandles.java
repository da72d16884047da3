package dev.skytrove.query.handles;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import javax.net.ssl.SSLSocketFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Resolves handles as atproto.com/specs/handle has it: by the TXT record of {@code _atproto.} and the handle, else by what
 * its host says over HTTPS. That the account names the handle, too, is not asked: a search says whom it took it for.
 *
 * <p>What is found out is kept for some minutes, of so many handles at most; a resolution takes {@link #LIMIT} at most.
 */
public final class NetworkHandles implements HandleResolver {
    /** The longest that a resolution takes. */
    static final Duration LIMIT = Duration.ofSeconds(3);

    private static final Logger log = LoggerFactory.getLogger(NetworkHandles.class);

    private static final Duration STEP = Duration.ofSeconds(1);
    private static final int MOST_KEPT = 10_000;
    private static final int THREADS = 8;
    private static final int WAITING = 64;
    private static final Pattern DID = Pattern.compile("did:[a-z]+:[a-zA-Z0-9._:%-]{0,2000}[a-zA-Z0-9._-]");
    private static final String RECORD = "did=";

    /** Domains that the specification rules out, or that are nobody's. */
    private static final Set<String> RESERVED = Set.of(
            "alt", "arpa", "example", "internal", "invalid", "local", "localhost", "onion", "test", "home", "lan");

    private final Network network;
    private final Clock clock;
    private final TextRecords records;
    private final WellKnown hosts;
    private final Map<String, Kept> kept = new LinkedHashMap<>(16, 0.75f, true);

    private record Kept(Resolution resolution, Instant until) {}

    /**
     * How the network is reached.
     *
     * @param servers of DNS
     * @param addresses those that a name points to
     * @param allowed whether an address may be asked
     * @param port of HTTPS
     * @param sockets for HTTPS; made when first needed, since the certificates that are trusted take long to read
     */
    record Network(
            List<InetSocketAddress> servers,
            Addresses addresses,
            Predicate<InetAddress> allowed,
            int port,
            Supplier<SSLSocketFactory> sockets) {}

    /** What a name points to. */
    @FunctionalInterface
    interface Addresses {
        /**
         * The addresses of a name.
         *
         * @throws UnknownHostException if there is none
         */
        InetAddress[] of(String name) throws UnknownHostException;
    }

    /** Over the servers that this machine asks, and of public addresses only. */
    public static NetworkHandles open(Clock clock) {
        return new NetworkHandles(
                new Network(
                        NameServers.of(Path.of("/etc/resolv.conf")),
                        InetAddress::getAllByName,
                        PublicAddress::is,
                        443,
                        () -> (SSLSocketFactory) SSLSocketFactory.getDefault()),
                clock);
    }

    NetworkHandles(Network network, Clock clock) {
        this.network = network;
        this.clock = clock;
        this.records = new TextRecords(network.servers, STEP);
        this.hosts = new WellKnown(network.sockets, network.port, STEP, LIMIT);
    }

    @Override
    public Resolution resolve(String handle) {
        if (RESERVED.contains(handle.substring(handle.lastIndexOf('.') + 1))) {
            return new Resolution.Missing();
        }
        Optional<Resolution> known = known(handle);
        if (known.isPresent()) {
            return known.get();
        }
        Resolution found = ask(handle);
        keep(handle, found);
        return found;
    }

    private Resolution ask(String handle) {
        try {
            return CompletableFuture.supplyAsync(() -> look(handle), Threads.ASKING)
                    .completeOnTimeout(new Resolution.Unknown(), LIMIT.toMillis(), TimeUnit.MILLISECONDS)
                    .join();
        } catch (RejectedExecutionException | CompletionException e) {
            if (e.getCause() instanceof Error error) {
                // Not of the network: whoever asks must hear of it.
                throw error;
            }
            log.info("a handle cannot be resolved now: {}", e.toString());
            return new Resolution.Unknown();
        }
    }

    private Resolution look(String handle) {
        boolean answered = true;
        try {
            List<String> dids = records.of("_atproto." + handle).stream()
                    .filter(text -> text.startsWith(RECORD))
                    .map(text -> text.substring(RECORD.length()))
                    .distinct()
                    .toList();
            // Of several, the specification says, none is to be taken.
            if (dids.size() == 1 && DID.matcher(dids.getFirst()).matches()) {
                return new Resolution.Found(dids.getFirst());
            }
        } catch (IOException e) {
            answered = false;
        }
        Resolution told = host(handle);
        return told instanceof Resolution.Missing && !answered ? new Resolution.Unknown() : told;
    }

    private Resolution host(String handle) {
        InetAddress[] addresses;
        try {
            addresses = network.addresses.of(handle);
        } catch (UnknownHostException e) {
            return new Resolution.Missing();
        }
        // All, not one of them: who points a name to both has something in mind.
        List<InetAddress> all = List.of(addresses);
        if (all.isEmpty() || !all.stream().allMatch(network.allowed)) {
            return new Resolution.Missing();
        }
        try {
            return hosts.fetch(handle, all.getFirst())
                    .filter(did -> DID.matcher(did).matches())
                    .<Resolution>map(Resolution.Found::new)
                    .orElseGet(Resolution.Missing::new);
        } catch (IOException e) {
            return new Resolution.Unknown();
        }
    }

    private synchronized Optional<Resolution> known(String handle) {
        Kept found = kept.get(handle);
        return found == null || !clock.instant().isBefore(found.until) ? Optional.empty() : Optional.of(found.resolution);
    }

    private synchronized void keep(String handle, Resolution resolution) {
        Duration time = switch (resolution) {
            case Resolution.Found _ -> Duration.ofMinutes(10);
            case Resolution.Missing _ -> Duration.ofMinutes(5);
            case Resolution.Unknown _ -> Duration.ofSeconds(30);
        };
        kept.put(handle, new Kept(resolution, clock.instant().plus(time)));
        if (kept.size() > MOST_KEPT) {
            kept.remove(kept.keySet().iterator().next());
        }
    }

    /** Bounded, and so are those who wait: more are refused. Made when first needed. */
    private static final class Threads {
        static final ExecutorService ASKING = pool();

        private static ExecutorService pool() {
            ThreadPoolExecutor pool = new ThreadPoolExecutor(
                    THREADS,
                    THREADS,
                    1,
                    TimeUnit.MINUTES,
                    new LinkedBlockingQueue<>(WAITING),
                    Thread.ofPlatform().daemon().name("query-handle-", 1).factory());
            pool.allowCoreThreadTimeOut(true);
            return pool;
        }
    }

    /** The DNS servers of this machine. */
    static final class NameServers {
        private static final int DNS = 53;
        private static final int MOST = 2;

        private NameServers() {}

        static List<InetSocketAddress> of(Path configuration) {
            List<InetSocketAddress> servers = new ArrayList<>();
            try {
                for (String line : Files.readAllLines(configuration)) {
                    String[] words = line.strip().split("\\s+", -1);
                    if (words.length == 2 && words[0].equals("nameserver") && servers.size() < MOST) {
                        servers.add(new InetSocketAddress(InetAddress.ofLiteral(words[1]), DNS));
                    }
                }
            } catch (IOException | IllegalArgumentException e) {
                log.warn("{} does not tell which DNS servers to ask: {}", configuration, e.toString());
            }
            return servers;
        }
    }
}
