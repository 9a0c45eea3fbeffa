/** A button that copies a text, and says that it did. */
import { useEffect, useState } from "preact/hooks";
import { copyText } from "./copy.ts";
import { useSpeech } from "./speech.ts";

const SAID_MS = 2_000;

interface Props {
  readonly text: string;
  /** What a screen reader calls it. */
  readonly name: string;
  readonly label?: string;
}

export function CopyButton({ text, name, label }: Props) {
  const { words } = useSpeech();
  const [isCopied, setCopied] = useState(false);
  useEffect(() => {
    if (!isCopied) return;
    const over = setTimeout(() => setCopied(false), SAID_MS);
    return () => clearTimeout(over);
  }, [isCopied]);
  return (
    <button
      type="button"
      class="copy"
      aria-label={isCopied ? words.copied : name}
      onClick={async () => {
        await copyText(text);
        setCopied(true);
      }}
    >
      {isCopied ? words.copied : (label ?? words.copy)}
    </button>
  );
}
