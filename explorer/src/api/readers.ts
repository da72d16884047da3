/**
 * Answers, held to the form that the OpenAPI document gives them. What answers may be no function, or one that is broken: a
 * page that believed it would break in places that have nothing to do with it.
 */
import { FORMS } from "./forms.ts";
import type { AggregateAnswer, ExportEstimate, SearchAnswer, Status } from "./types.ts";

/** Why a value is not of the form. */
export class FormError extends Error {}

type Reader<T> = (value: unknown) => T;

function read(form: string, value: unknown): unknown {
  // What may be null, or is a list, is left out by functions of older versions.
  if (form.endsWith("?")) {
    return value === null || value === undefined ? null : read(form.slice(0, -1), value);
  }
  if (form.endsWith("[]")) {
    return readList(form.slice(0, -2), value ?? []);
  }
  if (form.startsWith("@")) {
    return readObject(FORMS[form.slice(1)] ?? {}, value);
  }
  if (!isOf(form, value)) {
    throw new FormError(`not ${form}`);
  }
  return value;
}

function isOf(form: string, value: unknown): boolean {
  switch (form) {
    case "text":
      return typeof value === "string";
    case "flag":
      return typeof value === "boolean";
    case "number":
      return Number.isFinite(value);
    case "count":
      return Number.isSafeInteger(value) && Number(value) >= 0;
    default:
      return typeof value === "string" && form.split("|").includes(value);
  }
}

function readList(form: string, value: unknown): unknown[] {
  if (!Array.isArray(value)) {
    throw new FormError("not a list");
  }
  return value.map((element) => read(form, element));
}

/** Members of other names are left out. */
function readObject(form: Readonly<Record<string, string>>, value: unknown): Record<string, unknown> {
  if (typeof value !== "object" || value === null) {
    throw new FormError("not an object");
  }
  const given = value as Record<string, unknown>;
  return Object.fromEntries(Object.entries(form).map(([name, of]) => [name, read(of, given[name])]));
}

function reader<T>(form: string): Reader<T> {
  return (value) => read(`@${form}`, value) as T;
}

export const searchAnswer = reader<SearchAnswer>("SearchAnswer");
export const aggregateAnswer = reader<AggregateAnswer>("AggregateAnswer");
export const statusAnswer = reader<Status>("StatusAnswer");
export const exportEstimate = reader<ExportEstimate>("ExportEstimate");
