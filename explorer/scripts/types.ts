/**
 * Prints the types of the answers, and a post's members, as the OpenAPI documents of the functions have them: `npm run types:generate` writes
 * them to `src/api/answers.ts`. A test compares.
 */
import { documentSchemas } from "./schemas.ts";

interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly description?: string;
  readonly enum?: readonly string[];
  readonly anyOf?: readonly Schema[];
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
}

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
];

/** What a search answers that asks for some fields: the page always asks for all. */
const PART = "#/components/schemas/PostPart";

function typeOf(schema: Schema): string {
  if (schema.$ref !== undefined) {
    return schema.$ref.replace("#/components/schemas/", "");
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

function interfaceOf(name: string, schema: Schema): string {
  const lines = Object.entries(schema.properties ?? {}).map(([member, of]) => {
    const comment = of.description === undefined ? "" : `  /** ${of.description} */\n`;
    return `${comment}  readonly ${member}${schema.required?.includes(member) ? "" : "?"}: ${typeOf(of)};\n`;
  });
  return `/** ${schema.description ?? name} */\nexport interface ${name} {\n${lines.join("")}}\n`;
}

/** What an export has of a post, in its order. */
function columns(post: Schema): string {
  const names = (post.required ?? []).map((name) => JSON.stringify(name)).join(", ");
  return `/** The members of a post in the order of an export's columns. */\nexport const COLUMNS: readonly (keyof Post)[] = [${names}];\n`;
}

/** The file, but for its form. */
export function generated(): string {
  const schemas = documentSchemas<Schema>();

  const interfaces = WANTED.map((name) => interfaceOf(name, schemas[name] ?? {}));
  return [
    "// Made by npm run types:generate of the OpenAPI documents of the functions.\n",
    "/** ISO 8601 in UTC, always with six decimals. */\nexport type Time = string;\n",
    ...interfaces,
    columns(schemas.Post ?? {}),
  ].join("\n");
}

if (process.argv[1] === import.meta.filename) {
  process.stdout.write(generated());
}
