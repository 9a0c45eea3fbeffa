/** Numbers as a language writes them: `4,194,304` and `2.1` in English, `4.194.304` and `2,1` in Indonesian. */
import { type Language, perLanguage } from "../../language.ts";

const WHOLE = perLanguage((locale) => new Intl.NumberFormat(locale));
const FRACTIONS = [0, 1, 2].map((digits) =>
  perLanguage(
    (locale) =>
      new Intl.NumberFormat(locale, { minimumFractionDigits: digits, maximumFractionDigits: digits }),
  ),
);

/** @param digits after the decimal point; without it as many as the number has, at most three */
export function numberText(language: Language, value: number, digits?: 0 | 1 | 2): string {
  const format = digits === undefined ? WHOLE : FRACTIONS[digits];
  return (format ?? WHOLE)[language].format(value);
}
