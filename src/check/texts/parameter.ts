/** A fault's parameter → its text in a sentence; numbers are written as the language writes them. */
import type { Language } from "../../language.ts";
import type { Parameters } from "../outcome.ts";
import { numberText } from "./number.ts";

/** A text that is a number, such as `2.1`, counts as one. A parameter that is missing is shown as `?`. */
export function numberIn(language: Language, parameters: Parameters, name: string): string {
  const number = Number(parameters[name] ?? Number.NaN);
  return Number.isNaN(number) ? "?" : numberText(language, number);
}

export function textIn(parameters: Parameters, name: string): string {
  return String(parameters[name] ?? "?");
}
