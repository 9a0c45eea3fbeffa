/** The languages of the reports and the monitor page, and how each writes numbers. */

export const LANGUAGES = ["en", "id"] as const;
export type Language = (typeof LANGUAGES)[number];

const LOCALES: Readonly<Record<Language, string>> = { en: "en-GB", id: "id-ID" };

/** The language of a tag or a LANG value: `id-ID` and `id_ID.UTF-8` → id. One that we do not have → en. */
export function languageOf(tag: string | undefined): Language {
  const prefix = /^[a-z]+/i.exec(tag ?? "")?.[0].toLowerCase();
  return LANGUAGES.find((language) => language === prefix) ?? "en";
}

/** For formats: making one costs far more than using it. */
export function perLanguage<Value>(make: (locale: string) => Value): Readonly<Record<Language, Value>> {
  return { en: make(LOCALES.en), id: make(LOCALES.id) };
}
