package dev.skytrove.query.criteria;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TestRegexSize {
    @ParameterizedTest
    @CsvSource(delimiter = ' ', value = {
        "fox 3", "fo*x+y? 4", "a{20} 20", "a{2,20} 20", "a{20,} 20", "a{20}? 20", "a{0} 1", "a{,5} 5", "a{x} 4", "(ab){3}c 7",
        "(ab|c{3}){10} 60", "(?:ab){3} 6", "(?i)ab 2", "(?i:ab){3} 6", "(?P<n>ab){3} 6", "(?<n>ab){3} 6", "[abc]{9} 9",
        "[]{8}]{9} 9", "[^]{8}]{9} 9", "[[:alpha:]{8}]{9} 9", "[[:]{9} 9", "[\\]{8}]{9} 9", "\\({9} 9", "\\pL{9} 45", "\\x41{9} 11",
        "\\p{Greek}{9} 45", "\\P{L}{9} 45", "[\\pL\\pN]{9} 90", "[^a\\p{Han}-]{9} 45", "[а-яё]{9} 27", "[\\] 1", "\\x{1F600}{9} 9", "\\Qa{9}b(\\E{2} 12", "\\Qa{9} 4", "((((x{100}){100}){100}){100}) 100000000",
        "a{99999999999} 9223372036854775807", "(a{99999999999}){1000}b 9223372036854775807", "((a{5} 5", "a)b{3} 4", "[a{3} 1",
        "a\\ 2"
    })
    void countedRepetitionsAreWrittenOut(String pattern, long size) {
        assertThat(RegexSize.of(pattern)).isEqualTo(size);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ' ', value = {
        ".{9} 45", "(.?){9}! 46", ".* 5", "\\W{9} 45", "\\S+ 5", "\\.{9} 9", "[.]{9} 9", "\\w?{9} 9", "(x?){9} 9", "(?:x){9} 9",
        "[^y]?{9} 45", "(?:[^y]){9} 9", "[\\s\\S]?{9} 45", "[\\x{0}-\\x{10FFFF}]?{9} 45", "[ぁ-龥]?{9} 45", "[[:^alpha:]]?{9} 45",
        "\\pL?{9} 225", "(\\pL|x){9} 243", "[\\pL\\pN]{2,9} 450", "\\p{Greek}{1,9} 225", "(?i)\\pL{9} 45", "[a-z]{1,9} 9"
    })
    void whatMatchesMuchCountsForMore(String pattern, long size) {
        assertThat(RegexSize.of(pattern)).isEqualTo(size);
    }

    @Test
    void anyTextHasASize() {
        Random random = new Random(1);
        String alphabet = "ab()[]{}\\|*+?^$:<>,123QEpPx-";
        for (int i = 0; i < 20_000; i++) {
            StringBuilder pattern = new StringBuilder();
            for (int length = random.nextInt(20); length > 0; length--) {
                pattern.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }

            assertThat(RegexSize.of(pattern.toString())).as(pattern.toString()).isNotNegative();
        }
    }
}
