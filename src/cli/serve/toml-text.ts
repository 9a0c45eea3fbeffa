/** A setting's value as TOML that holds nothing but printable characters, for a terminal as well as for a file. */

/** Control, format and other invisible characters and lone surrogates. */
const INVISIBLE = /[\p{C}\p{Zl}\p{Zp}]/gu;

/** A number, a switch or a text, or a list of them. A lone surrogate, which TOML cannot hold, is U+FFFD. */
export function formatToml(value: unknown): string {
  const text = JSON.stringify(value, (_, one) => (typeof one === "string" ? one.toWellFormed() : one));
  return escapeInvisible(text);
}

/** In a TOML string the escape means the character; JSON's own of four digits twice would not, beyond U+FFFF. */
export function escapeInvisible(text: string): string {
  return text.replace(
    INVISIBLE,
    (character) => `\\U${(character.codePointAt(0) ?? 0).toString(16).padStart(8, "0")}`,
  );
}
