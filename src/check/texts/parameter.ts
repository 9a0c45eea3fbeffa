/** A fault's parameter → its text in a sentence; numbers are written as the language writes them. */
import type { Parameters } from "../outcome.ts";
import type { Language } from "./texts.ts";

/** A text that is a number, such as `2.1`, counts as one. A parameter that is missing is shown as `?`. */
export function numberIn(language: Language, parameters: Parameters, name: string): string {
  const number = Number(parameters[name] ?? Number.NaN);
  return Number.isNaN(number) ? "?" : number.toLocaleString(language === "id" ? "id-ID" : "en-GB");
}

export function textIn(parameters: Parameters, name: string): string {
  return String(parameters[name] ?? "?");
}
