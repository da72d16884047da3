package dev.skytrove.runtime;

import org.graalvm.nativeimage.c.function.CFunction;
import org.graalvm.nativeimage.c.function.CFunction.Transition;
import org.graalvm.word.PointerBase;
import org.graalvm.word.UnsignedWord;

/** Functions of the C library, for native binaries only. */
final class LibC {
    /** {@code MADV_DONTNEED}: what is not changed may be dropped, and is read again when it is used. */
    static final int MADV_DONTNEED = 4;

    private LibC() {}

    /**
     * {@code madvise(2)}.
     *
     * @return 0, or -1 if the advice is refused
     */
    @CFunction(transition = Transition.NO_TRANSITION)
    static native int madvise(PointerBase start, UnsignedWord length, int advice);
}
