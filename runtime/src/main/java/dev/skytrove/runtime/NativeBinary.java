package dev.skytrove.runtime;

/** What the process is compiled to. */
final class NativeBinary {
    private NativeBinary() {}

    /** Whether it is a native binary and no JVM; GraalVM's documented property says so. */
    static boolean isRunning() {
        return "runtime".equals(System.getProperty("org.graalvm.nativeimage.imagecode"));
    }
}
