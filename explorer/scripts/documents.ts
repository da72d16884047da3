/** The OpenAPI documents of the functions, as they were made when the functions were compiled. */
import { existsSync, readFileSync, statSync } from "node:fs";
import { isDeepStrictEqual } from "node:util";

export interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly description?: string;
  readonly enum?: readonly string[];
  readonly minimum?: number;
  readonly anyOf?: readonly Schema[];
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
}

export interface Operation {
  readonly description?: string;
  readonly parameters?: readonly {
    readonly name: string;
    readonly description?: string;
    readonly required?: boolean;
    readonly schema: Schema;
  }[];
  readonly responses: Readonly<Record<string, { readonly content?: Readonly<Record<string, { schema: Schema }>> }>>;
}

type Named<T> = Readonly<Record<string, T>>;

/** Of what the documents are asked for. */
export interface Documents {
  readonly schemas: Named<Schema>;
  /** What each path answers to GET. */
  readonly operations: Named<Operation>;
}

interface Document {
  readonly paths: Named<{ readonly get?: Operation }>;
  readonly components: { readonly schemas: Named<Schema> };
}

const FUNCTIONS = ["search", "export"];
/** What a document is made of beside classes. Maven does not notice that it changes. */
const SOURCES = ["common", ...FUNCTIONS].map((folder) => at(`${folder}/src/main/openapi/schemas.json`));

function at(path: string): URL {
  return new URL(`../../functions/${path}`, import.meta.url);
}

function documentOf(name: string): Document {
  const file = at(`${name}/target/classes/dev/skytrove/functions/openapi.json`);
  if (!existsSync(file)) {
    throw new Error(`there is no OpenAPI document of ${name} yet: ./skytrove build makes it`);
  }
  if (SOURCES.some((source) => statSync(source).mtimeMs > statSync(file).mtimeMs)) {
    throw new Error(
      `the OpenAPI document of ${name} is older than what it is made of: run mvn clean, then ./skytrove build`,
    );
  }
  return JSON.parse(readFileSync(file, "utf8")) as Document;
}

/** What several documents have, must be the same in all. */
function merged<T>(parts: readonly Named<T>[]): Named<T> {
  const all: Record<string, T> = {};
  for (const [name, value] of parts.flatMap((part) => Object.entries(part))) {
    if (all[name] !== undefined && !isDeepStrictEqual(all[name], value)) {
      throw new Error(`the OpenAPI documents of the functions differ in ${name}`);
    }
    all[name] = value;
  }
  return all;
}

function operationsOf(document: Document): Named<Operation> {
  const gets = Object.entries(document.paths).flatMap(([path, { get }]) => (get === undefined ? [] : [[path, get]]));
  return Object.fromEntries(gets) as Named<Operation>;
}

export function readDocuments(): Documents {
  const documents = FUNCTIONS.map(documentOf);
  return {
    schemas: merged(documents.map((document) => document.components.schemas)),
    operations: Object.assign({}, ...documents.map(operationsOf)) as Named<Operation>,
  };
}
