/**
 * Takes columns out of a CSV as it streams (RFC 4180, as `/export` writes it). Cells are handed on as they were, quotes and
 * all.
 */
export class CsvColumns {
  private kept: readonly boolean[] | null = null;
  private cell = "";
  private record: string[] = [];
  private quoted = false;
  private mark = "";

  /** @param columns the names of those that stay */
  constructor(private readonly columns: ReadonlySet<string>) {}

  /** A part of the CSV; answers with what of the result is known now. */
  push(part: string): string {
    let result = "";
    for (const character of part) {
      if (character === '"') {
        this.quoted = !this.quoted;
        this.cell += character;
      } else if (character === "," && !this.quoted) {
        this.endCell();
      } else if (character === "\n" && !this.quoted) {
        this.cell = this.cell.replace(/\r$/, "");
        this.endCell();
        result += this.endRecord();
      } else {
        this.cell += character;
      }
    }
    return result;
  }

  private endCell(): void {
    this.record.push(this.cell);
    this.cell = "";
  }

  private endRecord(): string {
    if (this.kept === null) {
      // Only the first record may have a byte order mark before it.
      this.mark = this.record[0]?.startsWith("\ufeff") ? "\ufeff" : "";
      this.record = this.record.map((name) => name.replace("\ufeff", ""));
      this.kept = this.record.map((name) => this.columns.has(name));
    }
    const kept = this.kept;
    const line = `${this.mark}${this.record.filter((_, index) => kept[index]).join(",")}\r\n`;
    this.mark = "";
    this.record = [];
    return line;
  }
}
