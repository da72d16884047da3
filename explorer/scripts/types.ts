/**
 * Prints the types of parameters and answers, and a post's members, as the OpenAPI documents of the functions have them:
 * `npm run types:generate` writes them to `src/api/answers.ts`. A test compares.
 */
import { FILTER_NAMES } from "../src/query/filters.ts";
import { type Operation, readDocuments, type Schema } from "./documents.ts";

const NAMES: Readonly<Record<string, string>> = {
  string: "string",
  integer: "number",
  number: "number",
  boolean: "boolean",
  null: "null",
};

/** What of the document the page has use for. */
const WANTED = [
  "Problem",
  "Post",
  "SearchMeta",
  "SearchAnswer",
  "Bucket",
  "Aggregation",
  "AggregateMeta",
  "SnapshotRead",
  "Coverage",
  "Stretch",
  "AggregateAnswer",
  "Feature",
  "Events",
  "Snapshot",
  "StatusAnswer",
  "ExportEstimate",
];

/** What of the functions the page asks, and what the type of its parameters is called. */
const ASKED: Readonly<Record<string, string>> = {
  "/search": "SearchParameters",
  "/aggregate": "AggregateParameters",
  "/status": "StatusParameters",
  "/export": "ExportParameters",
};

/** What the page asks: a parameter that it does not offer has no type here, and comes and goes without it. */
const OFFERED: ReadonlySet<string> = new Set([
  ...FILTER_NAMES.flatMap((name) => [name, `not_${name}`]),
  ...["text", "exact", "feature_filters", "start", "end", "sample", "snapshot", "sort", "limit", "cursor", "count"],
  ...["fields", "coverage", "by", "measures", "top", "format", "bom", "estimate", "provenance"],
]);

/** What a search answers that asks for some fields: the page always asks for all. */
const PART = "#/components/schemas/PostPart";
const SCHEMAS = "#/components/schemas/";

function nameOf(schema: Schema): string {
  return schema.$ref?.replace(SCHEMAS, "") ?? "";
}

function typeOf(schema: Schema): string {
  if (schema.$ref !== undefined) {
    return nameOf(schema);
  }
  if (schema.anyOf !== undefined) {
    return schema.anyOf
      .filter((each) => each.$ref !== PART)
      .map(typeOf)
      .join(" | ");
  }
  if (schema.enum !== undefined) {
    return schema.enum.map((value) => JSON.stringify(value)).join(" | ");
  }
  const types = [schema.type ?? []].flat();
  return types
    .map((name) =>
      name === "array" ? `readonly ${inParentheses(typeOf(schema.items ?? {}))}[]` : (NAMES[name] ?? "unknown"),
    )
    .join(" | ");
}

function inParentheses(type: string): string {
  return type.includes(" ") ? `(${type})` : type;
}

function member(name: string, description: string | undefined, required: boolean, type: string): string {
  const comment = description === undefined ? "" : `  /** ${description} */\n`;
  return `${comment}  readonly ${name}${required ? "" : "?"}: ${type};\n`;
}

function interfaceOf(name: string, schema: Schema | undefined): string {
  if (schema?.properties === undefined) {
    throw new Error(`the OpenAPI documents have no ${name}`);
  }
  const lines = Object.entries(schema.properties).map(([key, of]) =>
    member(key, of.description, schema.required?.includes(key) === true, typeOf(of)),
  );
  return `/** ${schema.description ?? name} */\nexport interface ${name} {\n${lines.join("")}}\n`;
}

function operation(path: string, all: Readonly<Record<string, Operation>>): Operation {
  const found = all[path];
  if (found === undefined) {
    throw new Error(`the OpenAPI documents have no ${path}`);
  }
  return found;
}

/** What a path may be asked, as the names and the values of its parameters. */
function parametersOf(path: string, of: Operation, schemas: Readonly<Record<string, Schema>>): string {
  const lines = (of.parameters ?? [])
    .filter(({ name }) => OFFERED.has(name))
    .map(({ name, description, required, schema }) =>
      member(name, description, required === true, typeOf(schemas[nameOf(schema)] ?? schema)),
    );
  const name = ASKED[path];
  return lines.length === 0
    ? `/** ${path} takes no parameters. */\nexport type ${name} = Readonly<Record<never, never>>;\n`
    : `/** The parameters of ${path} that the page asks. */\nexport interface ${name} {\n${lines.join("")}}\n`;
}

/** The paths by their names; of those that answer JSON of one form, that. */
function paths(operations: Readonly<Record<string, Operation>>): string {
  const lines = Object.entries(ASKED).map(([path, parameters]) => {
    const answer = nameOf(operation(path, operations).responses["200"]?.content?.["application/json"]?.schema ?? {});
    const answered = WANTED.includes(answer) ? `; readonly answer: ${answer}` : "";
    return `  readonly "${path}": { readonly parameters: ${parameters}${answered} };\n`;
  });
  return `/** What is asked and answered. */\nexport interface Paths {\n${lines.join("")}}\n`;
}

/** What an export has of a post, in its order. */
function columns(post: Schema | undefined): string {
  const names = Object.keys(post?.properties ?? {}).filter((name) => post?.required?.includes(name));
  const list = names.map((name) => JSON.stringify(name)).join(", ");
  return `/** The members of a post in the order of an export's columns. */\nexport const COLUMNS: readonly (keyof Post)[] = [${list}];\n`;
}

/** The file, but for its form. */
export function generated(): string {
  const { schemas, operations } = readDocuments();
  return [
    "// Made by npm run types:generate of the OpenAPI documents of the functions.\n",
    "/** ISO 8601 in UTC, always with six decimals. */\nexport type Time = string;\n",
    ...WANTED.map((name) => interfaceOf(name, schemas[name])),
    ...Object.keys(ASKED).map((path) => parametersOf(path, operation(path, operations), schemas)),
    paths(operations),
    columns(schemas.Post),
  ].join("\n");
}

if (process.argv[1] === import.meta.filename) {
  process.stdout.write(generated());
}
