package dev.skytrove.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skytrove.functions.CsvRecord;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TestCsvRecord {
    @Test
    void isQuotedOnlyWhereItMustBe() {
        assertThat(cell("plain | text: with 'these'")).isEqualTo("plain | text: with 'these'");
        assertThat(cell("semi;colon")).isEqualTo("\"semi;colon\"");
        assertThat(cell("")).isEmpty();
        assertThat(cell("a,b")).isEqualTo("\"a,b\"");
        assertThat(cell("say \"hi\"")).isEqualTo("\"say \"\"hi\"\"\"");
        assertThat(cell("one\r\ntwo")).isEqualTo("\"one\r\ntwo\"");
        assertThat(cell("one\ntwo")).isEqualTo("\"one\ntwo\"");
        assertThat(cell("日本語 🙈")).isEqualTo("日本語 🙈");
    }

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", "＝1", "＋1", "－1", "＠x"})
    void i6FormulasAreTextForSpreadsheets(String formula) {
        assertThat(cell(formula)).isEqualTo("'" + formula);
    }

    @Test
    void i6FormulasBehindControlCharactersAreTextToo() {
        assertThat(cell("\t=1")).isEqualTo("\"'\t=1\"");
        assertThat(cell("\r=1")).isEqualTo("\"'\r=1\"");
        assertThat(cell("\n=1")).isEqualTo("\"'\n=1\"");
        assertThat(cell("\n\n@SUM(1)")).isEqualTo("\"'\n\n@SUM(1)\"");
        assertThat(cell("one\n=1")).isEqualTo("\"one\n=1\"");
        assertThat(cell("=\"a\",1")).isEqualTo("\"'=\"\"a\"\",1\"");
        assertThat(cell("a=1")).isEqualTo("a=1");
    }

    @Test
    void i6NulIsReplaced() {
        assertThat(cell("e\0f")).isEqualTo("e\uFFFDf");
    }

    @Test
    void aRecordEndsWithALineBreak() {
        StringBuilder target = new StringBuilder();
        CsvRecord.append(target, List.of("a", "", "b,c"));
        CsvRecord.append(target, List.of("", ""));

        assertThat(target).hasToString("a,,\"b,c\"\r\n,\r\n");
    }

    private static String cell(String text) {
        StringBuilder target = new StringBuilder();
        CsvRecord.append(target, List.of("first", text));
        return target.substring("first,".length(), target.length() - "\r\n".length());
    }
}
