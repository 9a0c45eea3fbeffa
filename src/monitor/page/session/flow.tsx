/** The sequence diagram: the client's line on the left, the server's on the right, time running down. */
import type { Diagram } from "../chunks/diagram.ts";
import { useSpeech } from "../speech.ts";
import { FlowStep } from "./flow-step.tsx";

export function Flow({ diagram }: { readonly diagram: Diagram }) {
  const { words, sentences, count } = useSpeech();
  return (
    <div class="flow">
      <h3 class="flow-name" id="flow-name">
        {words.flow}
      </h3>
      <p class="ends" aria-hidden="true">
        <span class="client">{words.client}</span>
        <span class="server">{words.server}</span>
      </p>
      <ol aria-labelledby="flow-name">
        {diagram.steps.map((step) => (
          <FlowStep key={step.number} step={step} />
        ))}
      </ol>
      {diagram.stepsLeftOut > 0 && (
        <p class="dropped">{sentences.stepsLeftOut(count(diagram.stepsLeftOut))}</p>
      )}
    </div>
  );
}
