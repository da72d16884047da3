package dev.skytrove.runtime.http;

import dev.skytrove.runtime.Program;
import dev.skytrove.runtime.ServiceRunner;

/** A function as a process of its own. */
final class TestingService {
    private TestingService() {}

    public static void main(String[] args) {
        System.exit(ServiceRunner.run(new Program("search", "Tests how a service runs."), args, HttpService.class));
    }
}
