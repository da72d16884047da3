package dev.skytrove.simulator.generator;

import java.util.List;

/**
 * Random numbers that depend on nothing but a seed, an index and a purpose: the generator SplitMix64 (Steele, Lea and
 * Flood, "Fast Splittable Pseudorandom Number Generators", 2014), started anew for each of them.
 */
final class Dice {
    private static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;

    private long state;

    private Dice(long state) {
        this.state = state;
    }

    /** What the numbers are for; two purposes at the same index have nothing to do with each other. */
    enum Purpose {
        KIND(1),
        THREAD(2),
        AUTHOR(3),
        TIME(4),
        CID(5),
        CREATED(6),
        SUBJECT(7),
        REPLY(8),
        RECORD(9),
        TEXT(10),
        DID(11),
        HANDLE(12);

        /** Part of the format: other numbers would make other events of the same seed. */
        private final int number;

        Purpose(int number) {
            this.number = number;
        }
    }

    static Dice of(long seed, long index, Purpose purpose) {
        return new Dice(mix(mix(seed + GOLDEN_GAMMA * purpose.number) + GOLDEN_GAMMA * index));
    }

    /** Continues from a number that {@link #bits()} gave. */
    static Dice of(long bits) {
        return new Dice(bits);
    }

    /** 64 random bits. */
    long bits() {
        state += GOLDEN_GAMMA;
        return mix(state);
    }

    /** A number from 0 to {@code bound}, exclusive. */
    int below(int bound) {
        return (int) (((bits() >>> 32) * bound) >>> 32);
    }

    /** A number from 0 to 1, exclusive. */
    double fraction() {
        return (bits() >>> 11) * 0x1p-53;
    }

    /** Whether something happens that happens so many times in a thousand. */
    boolean perMille(int times) {
        return below(1000) < times;
    }

    /** One of them. */
    <T> T pick(List<T> choices) {
        return choices.get(below(choices.size()));
    }

    private static long mix(long value) {
        long mixed = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
        return mixed ^ (mixed >>> 31);
    }
}
