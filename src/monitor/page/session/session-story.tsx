/** A session: its facts, what went wrong and how to fix it, why it ended, and its sequence diagram. */
import { useMemo } from "preact/hooks";
import type { SessionDetail, Status } from "../../facts/api.ts";
import { diagramOf } from "../chunks/diagram.ts";
import { lastedOf } from "../sessions/lasted.ts";
import { useSpeech } from "../speech.ts";
import { Flow } from "./flow.tsx";
import { Outcome } from "./outcome.tsx";
import { Tools } from "./tools.tsx";

interface Props {
  readonly detail: SessionDetail;
  readonly status: Status;
  readonly onPresent: () => void;
}

export function SessionStory({ detail, status, onPresent }: Props) {
  const { words, sentences, count, duration, moment } = useSpeech();
  const { row, chunks, bytesDropped, replyBytesDropped } = detail;
  const diagram = useMemo(() => diagramOf(detail, status.lenient), [detail, status.lenient]);
  const facts = [
    [words.thread, String(row.thread)],
    [words.since, moment(row.openedAt)],
    [words.lasted, duration(lastedOf(row, status.now))],
    [words.requests, count(row.requests)],
    [words.errors, count(row.errors)],
  ] as const;
  return (
    <>
      <dl class="session-facts">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <Outcome row={row} problems={diagram.problems} unrecorded={diagram.unrecorded} status={status} />
      {chunks.length > 0 ? (
        <>
          <Flow diagram={diagram} />
          <Tools row={row} diagram={diagram} status={status} onPresent={onPresent} />
        </>
      ) : (
        <p class="callout plain">{row.hasRecord ? words.nothingYet : words.noRecord}</p>
      )}
      {bytesDropped > 0 && <p class="dropped">{sentences.bytesLeftOut(count(bytesDropped))}</p>}
      {replyBytesDropped > 0 && (
        <p class="dropped">{sentences.replyBytesLeftOut(count(replyBytesDropped))}</p>
      )}
      {!row.hasRecord && status.recording.isSuspended && <p class="dropped">{words.recordSuspended}</p>}
    </>
  );
}
