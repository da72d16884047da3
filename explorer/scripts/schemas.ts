/** The schemas of answers that the OpenAPI documents of the functions are made with. */
import { readFileSync } from "node:fs";

const FOLDERS = ["common", "search", "export"];

export function documentSchemas<T>(): Readonly<Record<string, T>> {
  return Object.assign({}, ...FOLDERS.map(schemasOf<T>)) as Record<string, T>;
}

function schemasOf<T>(folder: string): Record<string, T> {
  const file = new URL(`../../functions/${folder}/src/main/openapi/schemas.json`, import.meta.url);
  return (JSON.parse(readFileSync(file, "utf8")) as { components: { schemas: Record<string, T> } }).components.schemas;
}
