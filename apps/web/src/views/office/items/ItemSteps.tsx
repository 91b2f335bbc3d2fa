import type { Item } from "@diaodu/contracts";
import { Button } from "antd";
import { useState } from "react";
import { itemWords } from "../../../strings/zh-CN-items.ts";
import { AmendDialog } from "./AmendDialog.tsx";
import { StepDialog, type PlainEvent } from "./StepDialog.tsx";

type Event = PlainEvent | "amend";

/** In the order in which they are wanted; the first that is offered stands out. */
const ORDER: readonly Event[] = [
  "close",
  "request_closure",
  "grant_extension",
  "feedback",
  "refuse_closure",
  "refuse_extension",
  "ask_extension",
  "reopen",
  "amend",
  "cancel",
];

/** The steps that this reader may take now, one button each. */
export function ItemSteps({ item }: { item: Item }) {
  const [taking, setTaking] = useState<Event | null>(null);
  const offered = ORDER.filter((event) => item.steps.includes(event));
  if (offered.length === 0 && taking === null) return null;
  const close = () => setTaking(null);
  return (
    <div className="page-steps item-steps">
      {offered.map((event, index) => (
        <Button
          key={event}
          type={index === 0 ? "primary" : "default"}
          danger={event === "cancel"}
          onClick={() => setTaking(event)}
        >
          {itemWords.step[event]}
        </Button>
      ))}
      {taking === "amend" ? <AmendDialog item={item} onClose={close} /> : null}
      {taking === null || taking === "amend" ? null : (
        <StepDialog item={item} event={taking} onClose={close} />
      )}
    </div>
  );
}
