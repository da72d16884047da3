/**
 * The grammar of `text`, read as the server reads it: words, "phrases", OR, -word, parentheses and operators. The page needs
 * it to highlight what was found and to print a query as SQL. What is found is decided by the server alone.
 */

export const OPERATORS = ["from", "to", "mentions", "domain", "lang", "since", "until"] as const;
export type Operator = (typeof OPERATORS)[number];

export type Node =
  | { kind: "words"; text: string; phrase: boolean }
  | { kind: "hashtag"; value: string }
  | { kind: "operator"; operator: Operator; value: string }
  | { kind: "not"; of: Node }
  | { kind: "and"; of: Node[] }
  | { kind: "or"; of: Node[] };

type Token =
  | { kind: "open" | "close" | "or" | "minus" }
  | { kind: "word"; text: string }
  | { kind: "phrase"; text: string };

class GrammarError extends Error {}

const TOKEN = /\s+|(-?)"([^"]*)"|([()])|(-(?=[^\s"()]|\())|([^\s()"]+)/gy;

function tokens(text: string): Token[] {
  const found: Token[] = [];
  let at = 0;
  TOKEN.lastIndex = 0;
  while (at < text.length) {
    TOKEN.lastIndex = at;
    const match = TOKEN.exec(text);
    if (match === null) {
      throw new GrammarError("a quote is not closed");
    }
    at = TOKEN.lastIndex;
    found.push(...tokensOf(match));
  }
  return found;
}

function tokensOf(match: RegExpExecArray): Token[] {
  const [, minus, phrase, parenthesis, dash, word] = match;
  if (phrase !== undefined) {
    const token: Token = { kind: "phrase", text: phrase };
    return minus === "-" ? [{ kind: "minus" }, token] : [token];
  }
  if (parenthesis !== undefined) {
    return [{ kind: parenthesis === "(" ? "open" : "close" }];
  }
  if (dash !== undefined) {
    return [{ kind: "minus" }];
  }
  if (word !== undefined) {
    return [word === "OR" ? { kind: "or" } : { kind: "word", text: word }];
  }
  return [];
}

/** A sign and a tag: neither the keycap emoji, whose sign is its own, nor several signs. */
const HASHTAG = /^[#＃](?![\uFE0F\u20E3]|[#＃](?![\uFE0F\u20E3]))./u;

function ofWord(text: string): Node {
  if (HASHTAG.test(text)) {
    return { kind: "hashtag", value: text.slice(1) };
  }
  if (/^@./.test(text)) {
    return { kind: "operator", operator: "mentions", value: text.slice(1) };
  }
  const colon = text.indexOf(":");
  const operator = OPERATORS.find((name) => name === text.slice(0, colon).toLowerCase());
  if (operator !== undefined && colon < text.length - 1) {
    return { kind: "operator", operator, value: text.slice(colon + 1) };
  }
  return { kind: "words", text, phrase: false };
}

/** Reads by recursive descent: OR binds less than standing side by side, which binds less than `-`. */
class Parser {
  private at = 0;

  constructor(private readonly all: readonly Token[]) {}

  whole(): Node {
    const node = this.alternatives();
    if (this.at < this.all.length) {
      throw new GrammarError("a parenthesis is not open");
    }
    return node;
  }

  private alternatives(): Node {
    const parts = [this.sequence()];
    while (this.all[this.at]?.kind === "or") {
      this.at++;
      parts.push(this.sequence());
    }
    return joined("or", parts);
  }

  private sequence(): Node {
    const parts: Node[] = [];
    for (let next = this.all[this.at]; next && next.kind !== "or" && next.kind !== "close"; next = this.all[this.at]) {
      parts.push(this.single());
    }
    if (parts.length === 0) {
      throw new GrammarError("a word is missing");
    }
    return joined("and", parts);
  }

  private single(): Node {
    const token = this.all[this.at++];
    switch (token?.kind) {
      case "word":
        return ofWord(token.text);
      case "phrase":
        return { kind: "words", text: token.text, phrase: true };
      case "minus":
        return { kind: "not", of: this.single() };
      case "open": {
        const inside = this.alternatives();
        if (this.all[this.at++]?.kind !== "close") {
          throw new GrammarError("a parenthesis is not closed");
        }
        return inside;
      }
      default:
        throw new GrammarError("a word is missing");
    }
  }
}

function joined(kind: "and" | "or", parts: Node[]): Node {
  const [only] = parts;
  return parts.length === 1 && only !== undefined ? only : { kind, of: parts };
}

/** As many characters as the server reads. A longer text comes from a link, and could be nested without end. */
const LONGEST = 500;

/** The query as a tree; null where `text` is empty, too long or does not keep to the grammar. */
export function parseText(text: string): Node | null {
  if (text.length > 2 * LONGEST) {
    return null;
  }
  try {
    const all = tokens(text);
    return all.length === 0 ? null : new Parser(all).whole();
  } catch (error) {
    if (error instanceof GrammarError) {
      return null;
    }
    throw error;
  }
}

/** What of a found text is worth highlighting: words and phrases that must or may occur, as written. */
export function soughtWords(text: string, exact: boolean): string[] {
  if (exact) {
    return text === "" ? [] : [text.slice(0, 2 * LONGEST)];
  }
  const tree = parseText(text);
  return tree === null
    ? text
        .slice(0, 2 * LONGEST)
        .split(/\s+/)
        .filter((word) => word !== "")
    : sought(tree);
}

function sought(node: Node): string[] {
  switch (node.kind) {
    case "words":
      return [node.text];
    case "hashtag":
      return [`#${node.value}`];
    case "and":
    case "or":
      return node.of.flatMap(sought);
    case "operator":
    case "not":
      return [];
  }
}
