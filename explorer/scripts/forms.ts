/**
 * Prints the forms of the answers, to which the page holds them, as the OpenAPI documents of the functions have them:
 * `npm run types:generate` writes them to `src/api/forms.ts`. A test compares.
 */
import { readDocuments, type Schema } from "./documents.ts";

const SCHEMAS = "#/components/schemas/";
const WANTED = ["SearchAnswer", "AggregateAnswer", "StatusAnswer", "ExportEstimate"];
/** What a search answers that asks for some fields: the page always asks for all. */
const PART = "PostPart";

type Schemas = Readonly<Record<string, Schema>>;

/** The form of a schema, as `src/api/readers.ts` reads it. */
function formOf(schema: Schema, all: Schemas): string {
  if (schema.$ref !== undefined) {
    const name = schema.$ref.replace(SCHEMAS, "");
    return all[name]?.properties === undefined ? formOf(all[name] ?? {}, all) : `@${name}`;
  }
  const choices = (schema.anyOf ?? []).filter((each) => each.$ref !== SCHEMAS + PART);
  const [choice] = choices.filter((each) => each.type !== "null");
  const types = [schema.type ?? []].flat();
  const orNull = types.includes("null") || choices.some((each) => each.type === "null") ? "?" : "";
  if (choice !== undefined) {
    return formOf(choice, all) + orNull;
  }
  if (schema.enum !== undefined) {
    return schema.enum.join("|") + orNull;
  }
  switch (types.find((type) => type !== "null")) {
    case "string":
      return `text${orNull}`;
    case "boolean":
      return `flag${orNull}`;
    case "number":
      return `number${orNull}`;
    case "integer":
      return (schema.minimum === 0 ? "count" : "number") + orNull;
    case "array":
      return `${formOf(schema.items ?? {}, all)}[]${orNull}`;
    default:
      throw new Error(`no form of ${JSON.stringify(schema)}`);
  }
}

/** The file, but for its layout. */
export function generatedForms(): string {
  const { schemas } = readDocuments();
  const forms: Record<string, Record<string, string>> = {};
  const open = [...WANTED];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    const members = Object.entries(schemas[name]?.properties ?? {});
    const form = Object.fromEntries(members.map(([member, schema]) => [member, formOf(schema, schemas)]));
    forms[name] = form;
    for (const referred of Object.values(form).flatMap((each) => /^@(\w+)/.exec(each)?.[1] ?? [])) {
      if (forms[referred] === undefined) {
        open.push(referred);
      }
    }
  }
  return [
    "// Made by npm run types:generate of the OpenAPI documents of the functions.\n\n",
    "/** What members answers have: text, flag, number, count, one of some texts, or another form; `[]` many, `?` or null. */\n",
    `export const FORMS: Readonly<Record<string, Readonly<Record<string, string>>>> = ${JSON.stringify(forms)};\n`,
  ].join("");
}

if (process.argv[1] === import.meta.filename) {
  process.stdout.write(generatedForms());
}
