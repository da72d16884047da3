package dev.skytrove.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skytrove.query.posts.PostResult;
import dev.skytrove.testing.lake.SampleAccount;
import dev.skytrove.testing.lake.SampleLake;
import dev.skytrove.testing.lake.SamplePost;
import dev.skytrove.testing.visibility.AccountCase;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whose posts searches show, and whose handles are whose. */
final class TestAccountsShown {
    private static final Instant NOON = Instant.parse("2026-07-04T12:00:00Z");
    private static final int BATCHES = 4;

    @TempDir
    private Path directory;

    /** Events of all accounts in any order, in several files, with digests of those before. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void i4WhatCountsOfAnAccountCountsInAnyOrder(long seed) {
        List<AccountCase> cases = AccountCase.all();
        List<SampleAccount> events = new ArrayList<>(
                cases.stream().flatMap(one -> one.rows().stream()).toList());
        Collections.shuffle(events, new Random(seed));
        try (SampleLake lake = SampleLake.in(directory.resolve("lake"));
                PostSearch search = TestingSearch.open(lake.storage(), directory.resolve("cache"))) {
            cases.forEach(one -> lake.add(SamplePost.of(one.did(), "a", one.name(), NOON)));
            for (int batch = 0; batch < BATCHES; batch++) {
                int from = events.size() * batch / BATCHES;
                events.subList(from, events.size() * (batch + 1) / BATCHES).forEach(lake::add);
                lake.flush(batch + 1);
                if (batch == 1) {
                    search.digestAccounts();
                }
            }

            assertThat(shown(search)).isEqualTo(expected(cases));
            search.digestAccounts();
            assertThat(shown(search)).isEqualTo(expected(cases));
        }
    }

    private static Set<String> expected(List<AccountCase> cases) {
        return cases.stream().filter(AccountCase::shown).map(AccountCase::name).collect(Collectors.toSet());
    }

    private static Set<String> shown(PostSearch search) {
        return search.search(TestingSearch.criteria("limit", "1000")).posts().stream()
                .map(PostResult::text)
                .collect(Collectors.toSet());
    }

    @Test
    void handlesFollowTheSameOrder() {
        try (SampleLake lake = SampleLake.in(directory.resolve("lake"));
                PostSearch search = TestingSearch.open(lake.storage(), directory.resolve("cache"))) {
            lake.add(
                    SamplePost.of("did:plc:a", "a", "from a", NOON), SamplePost.of("did:plc:b", "b", "from b", NOON));
            lake.add(
                    named("did:plc:a", "old.example", 20_000_000_011L, 10),
                    named("did:plc:a", "new.example", 3_508_242_092L, 20),
                    named("did:plc:b", "new.example", 40_000_000_000L, 5),
                    named("did:plc:b", "b.example", 1, 15),
                    named("did:plc:b", "", 9, 50),
                    named("did:plc:b", null, 10, 60));
            lake.flush(1);
            for (int round = 0; round < 2; round++) {
                assertThat(handles(search)).containsExactly("new.example", "b.example");
                assertThat(by(search, "old.example")).containsExactly("from a");
                assertThat(by(search, "New.Example")).containsExactly("from a");
                search.digestAccounts();
            }
        }
    }

    @Test
    void invalidHandleIsNoName() {
        try (SampleLake lake = SampleLake.in(directory.resolve("lake"));
                PostSearch search = TestingSearch.open(lake.storage(), directory.resolve("cache"))) {
            lake.add(
                    SamplePost.of("did:plc:a", "a", "from a", NOON), SamplePost.of("did:plc:b", "b", "from b", NOON));
            lake.add(
                    named("did:plc:a", "taken.example", 1, 10),
                    named("did:plc:a", "Handle.Invalid", 2, 20),
                    named("did:plc:b", "handle.invalid", 3, 30));
            lake.flush(1);
            for (int round = 0; round < 2; round++) {
                assertThat(handles(search)).containsExactly(null, null);
                assertThat(by(search, "handle.invalid")).isEmpty();
                assertThat(by(search, "taken.example")).containsExactly("from a");
                search.digestAccounts();
            }
            assertThat(search.search(TestingSearch.criteria("username", "nobody.example"))
                            .meta()
                            .warning()
                            .orElseThrow())
                    .contains("nobody.example", "mostly carry no handle any more", "DID");
        }
    }

    private static SampleAccount named(String did, String handle, long seq, int second) {
        return SampleAccount.identity(did, handle, seq, NOON.plusSeconds(second));
    }

    private static List<String> handles(PostSearch search) {
        return search.search(TestingSearch.criteria()).posts().stream().map(PostResult::handle).toList();
    }

    private static List<String> by(PostSearch search, String username) {
        return search.search(TestingSearch.criteria("username", username)).posts().stream()
                .map(PostResult::text)
                .toList();
    }
}
