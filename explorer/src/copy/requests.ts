/** The query as a request in other languages. Every value is quoted for its language: a query may come from a link. */

/** A word of a POSIX shell. */
export function shellWord(text: string): string {
  return /^[A-Za-z0-9_./:=@%+-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

/** A string of Python. */
export function pythonString(text: string): string {
  return quoted(text, (code) => (code > 0xffff ? `\\U${hex(code, 8)}` : `\\u${hex(code, 4)}`));
}

/** A string of R. */
export function rString(text: string): string {
  return quoted(text, (code) => (code > 0xffff ? `\\U{${hex(code, 1)}}` : `\\u{${hex(code, 1)}}`));
}

function hex(code: number, digits: number): string {
  return code.toString(16).padStart(digits, "0");
}

/** A string in double quotes, in which only what can be seen stands for itself: a mark of direction could make code look like other code. */
function quoted(text: string, escaped: (code: number) => string): string {
  let result = "";
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    if (character === '"' || character === "\\") {
      result += `\\${character}`;
    } else {
      result += code < 0x20 || code > 0x7e ? escaped(code) : character;
    }
  }
  return `"${result}"`;
}

/** What is not seen: controls, marks of direction and the like. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;

export function curl(base: string, parameters: Iterable<readonly [string, string]>): string {
  const lines = [`curl --get ${shellWord(base)}`];
  for (const [name, value] of parameters) {
    lines.push(
      UNSEEN.test(value)
        ? `--data ${shellWord(new URLSearchParams([[name, value]]).toString())}`
        : `--data-urlencode ${shellWord(`${name}=${value}`)}`,
    );
  }
  return lines.join(" \\\n  ");
}

function pythonParameters(parameters: Iterable<readonly [string, string]>): string {
  const pairs = [...parameters].map(([name, value]) => `    (${pythonString(name)}, ${pythonString(value)}),\n`);
  return pairs.length === 0 ? "[]" : `[\n${pairs.join("")}]`;
}

/** Python that reads every page, with nothing but its standard library. */
export function python(base: string, parameters: Iterable<readonly [string, string]>): string {
  return `import json
from urllib.parse import urlencode
from urllib.request import urlopen

query = ${pythonParameters(parameters)}


def posts(query):
    cursor = None
    while True:
        page = query + [("limit", "1000")] + ([("cursor", cursor)] if cursor else [])
        with urlopen(${pythonString(`${base}?`)} + urlencode(page)) as answer:
            found = json.load(answer)
        yield from found["results"]
        cursor = found["next_cursor"]
        if cursor is None:
            return


for post in posts(query):
    print(post["sort_at"], post["author_did"], post["text"])
`;
}

/** R that reads the whole export into a data frame. */
export function r(base: string, parameters: Iterable<readonly [string, string]>): string {
  const query = [...parameters, ["limit", "100000"] as const];
  const pairs = query.map(([name, value]) => `  ${name} = ${rString(value)}`);
  return `library(httr2)
library(readr)

answer <- request(${rString(base)}) |>
  req_url_query(
${pairs.map((pair) => `  ${pair}`).join(",\n")}
  ) |>
  req_perform()
posts <- read_csv(resp_body_raw(answer))
`;
}
