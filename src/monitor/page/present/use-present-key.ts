/** P begins and ends a presentation, except while a field has the focus. */
import { useEffect } from "preact/hooks";

export function usePresentKey(isPresenting: boolean, present: (isPresenting: boolean) => void): void {
  useEffect(() => {
    const act = ({ key, target, altKey, ctrlKey, metaKey }: KeyboardEvent) => {
      const isTyping = target instanceof HTMLInputElement;
      if (key.toLowerCase() === "p" && !(isTyping || altKey || ctrlKey || metaKey)) present(!isPresenting);
    };
    addEventListener("keydown", act);
    return () => removeEventListener("keydown", act);
  });
}
