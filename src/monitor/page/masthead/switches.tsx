/** Language, theme, pause. */
import { LANGUAGES, type Language } from "../../../language.ts";
import { useSpeech } from "../speech.ts";
import { THEMES, type Theme } from "../use-theme.ts";

interface Props {
  readonly language: Language;
  readonly theme: Theme;
  readonly isPaused: boolean;
  readonly onLanguage: (language: Language) => void;
  readonly onTheme: (theme: Theme) => void;
  readonly onPause: (isPaused: boolean) => void;
  readonly onPresent: () => void;
}

/** Each language by its own name. */
const LANGUAGE_NAMES: Readonly<Record<Language, string>> = { en: "English", id: "Indonesia" };

export function Switches({ language, theme, isPaused, onLanguage, onTheme, onPause, onPresent }: Props) {
  const { words } = useSpeech();
  const themeNames = { auto: words.themeAuto, light: words.themeLight, dark: words.themeDark };
  return (
    <div class="switches">
      <fieldset class="switch">
        <legend>{words.language}</legend>
        {LANGUAGES.map((choice) => (
          <button
            key={choice}
            type="button"
            lang={choice}
            aria-pressed={choice === language}
            onClick={() => onLanguage(choice)}
          >
            {LANGUAGE_NAMES[choice]}
          </button>
        ))}
      </fieldset>
      <fieldset class="switch">
        <legend>{words.theme}</legend>
        {THEMES.map((choice) => (
          <button key={choice} type="button" aria-pressed={choice === theme} onClick={() => onTheme(choice)}>
            {themeNames[choice]}
          </button>
        ))}
      </fieldset>
      <button type="button" class="pause" onClick={onPresent}>
        {words.present} <kbd>P</kbd>
      </button>
      <button type="button" class="pause" onClick={() => onPause(!isPaused)}>
        <svg viewBox="0 0 10 10" aria-hidden="true">
          <path d={isPaused ? "M2 1l7 4-7 4z" : "M2 1h2v8H2zM6 1h2v8H6z"} />
        </svg>
        {isPaused ? words.resume : words.pause}
      </button>
    </div>
  );
}
