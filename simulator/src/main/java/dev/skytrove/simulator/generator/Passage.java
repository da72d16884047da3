package dev.skytrove.simulator.generator;

import java.util.List;

/**
 * The words of a post.
 *
 * @param text what it says
 * @param languages what its author says it is written in
 */
record Passage(String text, List<String> languages) {}
