import type { Item, ItemAnswer, ItemStepRequest, Me } from "@diaodu/contracts";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { CYCLE_KEY } from "../../../api/office-live.ts";
import { uploadUnit } from "../../../features/item/upload-unit.ts";
import { itemWords } from "../../../strings/zh-CN-items.ts";
import { usePhoneApi } from "./phone-api.ts";
import { type StepAsks, StepForm } from "./StepForm.tsx";
import { stepDraftName, type StepDraft } from "./use-draft.ts";

const words = itemWords.step;

/** Contents are changed at a desk; everything else on the way. */
type Event = Exclude<ItemStepRequest["event"], "amend">;

/** In the order in which they are wanted; the first that is offered stands out. */
const ORDER: readonly Event[] = [
  "close",
  "refuse_closure",
  "grant_extension",
  "refuse_extension",
  "feedback",
  "request_closure",
  "ask_extension",
  "reopen",
  "cancel",
];

/** The steps that the server offers this person now: one tap opens what a step must say, one sends it. */
export function ItemSteps({ item, me }: { item: Item; me: Me }) {
  const api = usePhoneApi();
  const client = useQueryClient();
  const [taking, setTaking] = useState<Event | null>(null);
  const [done, setDone] = useState<Event | null>(null);
  const offered = ORDER.filter((event) => item.steps.includes(event));
  const send = (event: Event) => async (typed: StepDraft) => {
    const body: ItemStepRequest = {
      version: item.version,
      event,
      words: typed.words.trim() === "" ? null : typed.words.trim(),
      evidence: typed.files.map(({ id }) => id),
      until: event === "ask_extension" ? typed.until : null,
      done: [...typed.done],
    };
    try {
      await api.send<ItemAnswer>("POST", `/items/${encodeURIComponent(item.id)}/steps`, body);
    } finally {
      void client.invalidateQueries({ queryKey: CYCLE_KEY });
    }
  };
  return (
    <>
      {done === null ? null : (
        <p className="mine-done" role="status">
          {words.taken(words[done])}
        </p>
      )}
      {taking === null ? (
        <div className="mine-steps">
          {offered.map((event, index) => (
            <button
              key={event}
              type="button"
              className={index === 0 ? "mine-button is-main" : "mine-button"}
              onClick={() => {
                setDone(null);
                setTaking(event);
              }}
            >
              {words[event]}
            </button>
          ))}
        </div>
      ) : (
        <StepForm
          key={taking}
          asks={asksOf(taking, item, me)}
          draftName={stepDraftName({
            account: me.account?.id ?? "",
            record: item.id,
            event: taking,
          })}
          onSend={send(taking)}
          onDone={() => {
            setDone(taking);
            setTaking(null);
          }}
          onClose={() => setTaking(null)}
        />
      )}
    </>
  );
}

const SILENT: readonly Event[] = ["grant_extension", "close"];
const WITH_FILES: readonly Event[] = ["feedback", "request_closure"];

function asksOf(event: Event, item: Item, me: Me): StepAsks {
  const shows = WITH_FILES.includes(event);
  return {
    name: words[event],
    words: words.words[event],
    wordsRequired: !SILENT.includes(event),
    ...(event === "ask_extension" ? { untilAfter: item.dueOn } : {}),
    ...(shows
      ? {
          remedies: item.remedies.filter(({ doneOn }) => doneOn === null),
          files: { unit: uploadUnit(me, item), required: event === "request_closure" },
        }
      : {}),
  };
}
