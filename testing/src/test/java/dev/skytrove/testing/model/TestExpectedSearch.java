package dev.skytrove.testing.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skytrove.testing.visibility.AccountCase;
import dev.skytrove.testing.visibility.PostCase;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class TestExpectedSearch {
    private static final long TIME = 1_783_175_888_000_000L;

    private final List<String> lines = new ArrayList<>();

    @Test
    void wordsOccurInAnyOrderAndCaseAndPhrasesAsTheyStand() {
        post("a", "1", "1", "Guten MORGEN, Welt");
        post("a", "2", "1", "100% sure_of it");

        assertThat(found(SearchRequest.ALL.words("welt gut"))).containsExactly("1");
        assertThat(found(SearchRequest.ALL.words("welt sure"))).isEmpty();
        assertThat(found(SearchRequest.ALL.phrase("morgen, w"))).containsExactly("1");
        assertThat(found(SearchRequest.ALL.phrase("Welt Guten"))).isEmpty();
        assertThat(found(SearchRequest.ALL.words("0% e_o"))).containsExactly("2");
        assertThat(found(SearchRequest.ALL.words("%\u3000_"))).containsExactly("2");
    }

    @Test
    void newestAreFirstAndRangesEndBeforeTheirEnd() {
        post("a", "1", "1", "one");
        post("a", "2", "1", "two");
        post("a", "3", "1", "three");
        Instant second = Instant.EPOCH.plusMillis(TIME / 1000).plusSeconds(2);

        assertThat(found(SearchRequest.ALL)).containsExactly("3", "2", "1");
        assertThat(found(SearchRequest.ALL.between(second, second.plusNanos(1_000)))).containsExactly("2");
        assertThat(found(SearchRequest.ALL.between(Instant.MIN, second))).containsExactly("1");
    }

    @Test
    void i4LaterVersionsCountAndDeletesHideWhatIsNotLater() {
        post("a", "updated", "1", "before");
        post("a", "updated", "2", "after");
        post("a", "deleted", "1", "gone");
        delete("a", "deleted", "2");
        delete("a", "again", "2");
        post("a", "again", "3", "back");
        delete("a", "ahead", "5");
        post("a", "ahead", "4", "late");

        assertThat(found(SearchRequest.ALL)).containsExactlyInAnyOrder("updated", "again");
        assertThat(found(SearchRequest.ALL.words("before"))).isEmpty();
        assertThat(found(SearchRequest.ALL.words("after"))).containsExactly("updated");
    }

    @Test
    void i4AccountsThatAreGoneAreHiddenUntilTheyAreBack() {
        post("a", "1", "1", "text");
        account("a", 7, false, "takendown");
        assertThat(found(SearchRequest.ALL)).isEmpty();
        account("a", 9, true, "");
        assertThat(found(SearchRequest.ALL)).containsExactly("1");
        account("a", 8, false, "throttled");
        assertThat(found(SearchRequest.ALL)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("dev.skytrove.testing.visibility.AccountCase#all")
    void i4WhatCountsOfAnAccountCountsInAnyOrder(AccountCase one) {
        List<String> said = new ArrayList<>(one.lines());
        for (int i = 0; i < said.size(); i++) {
            lines.clear();
            post(one.did().substring("did:plc:".length()), "1", "1", "text");
            Collections.rotate(said, 1);
            lines.addAll(said);
            assertThat(found(SearchRequest.ALL)).hasSize(one.shown() ? 1 : 0);
        }
    }

    /** The same table of cases as for everything else that decides which posts are shown. */
    @ParameterizedTest
    @MethodSource("dev.skytrove.testing.visibility.PostCase#all")
    void i4WhatHidesAPostHidesItInAnyOrder(PostCase one) {
        List<String> events = new ArrayList<>(one.events().stream().map(PostCase.Event::line).toList());
        for (int i = 0; i < events.size(); i++) {
            lines.clear();
            Collections.rotate(events, 1);
            lines.addAll(events);
            assertThat(search().visible().stream().map(post -> post.text("text")).toList()).isEqualTo(one.shown());
        }
    }

    @Test
    void handlesBelongToWhoTookThemLast() {
        post("a", "1", "1", "text");
        post("b", "2", "1", "text");
        handle("a", 1, "Name.test");
        assertThat(found(SearchRequest.ALL.by("did:plc:b"))).containsExactly("2");
        assertThat(found(SearchRequest.ALL.by("@NAME.test"))).containsExactly("1");
        handle("b", 2, "name.test");
        assertThat(found(SearchRequest.ALL.by("name.test"))).containsExactly("2");
        assertThat(found(SearchRequest.ALL.by("nobody.test"))).isEmpty();
        assertThat(search().handle("did:plc:b")).contains("name.test");
        assertThat(search().handle("did:plc:c")).isEmpty();
        handle("b", 3, "Handle.invalid");
        assertThat(search().handle("did:plc:b")).isEmpty();
        assertThat(found(SearchRequest.ALL.by("handle.invalid"))).isEmpty();
    }

    private List<String> found(SearchRequest request) {
        return search().find(request).stream().map(post -> post.text("rkey")).toList();
    }

    private ExpectedSearch search() {
        return new ExpectedSearch(ExpectedLake.of(lines.stream()));
    }

    private void post(String author, String rkey, String rev, String text) {
        commit(author, rkey, rev, "create\",\"record\":{\"text\":\"" + text + "\"},\"x\":\"");
    }

    private void delete(String author, String rkey, String rev) {
        commit(author, rkey, rev, "delete");
    }

    private void commit(String author, String rkey, String rev, String operation) {
        add(author, "commit", "\"collection\":\"app.bsky.feed.post\",\"rkey\":\"" + rkey + "\",\"rev\":\"" + rev
                + "\",\"operation\":\"" + operation + "\"");
    }

    private void account(String did, int seq, boolean active, String status) {
        add(did, "account", "\"seq\":" + seq + ",\"active\":" + active + ",\"status\":\"" + status + "\"");
    }

    private void handle(String did, int seq, String handle) {
        add(did, "identity", "\"seq\":" + seq + ",\"handle\":\"" + handle + "\"");
    }

    private void add(String did, String kind, String body) {
        long time = TIME + 1_000_000L * (lines.size() + 1);
        lines.add("{\"did\":\"did:plc:" + did + "\",\"time_us\":" + time + ",\"kind\":\"" + kind + "\",\"" + kind
                + "\":{" + body + "}}");
    }
}
