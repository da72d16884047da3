package dev.skytrove.demo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TestDemoFeatures {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    'one'            | 1 | 0.000
                    ' One  two
                     THREE '         | 3 | 0.545
                    ''               | 0 | ''
                    '日本語'         | 1 | ''
                    '100 % SURE'     | 3 | 1.000
                    """)
    void measuresTexts(String text, int words, String uppercase) {
        assertThat(DemoFeatures.words(text)).isEqualTo(words);
        assertThat(DemoFeatures.uppercase(text)).isEqualTo(uppercase);
    }
}
