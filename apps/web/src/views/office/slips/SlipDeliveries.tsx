import type { SlipDetail, SlipOnWire } from "@diaodu/contracts";
import { slipWords } from "../../../strings/zh-CN-slips.ts";
import { momentLabel } from "../../../ui/city-date.ts";
import { StateMark } from "../StateMark.tsx";

const words = slipWords.deliveries;
const LIGHTS = { waiting: "slow", sent: "on", dead: "behind" } as const;

/** 送达记录: every channel with every attempt, and whether the unit has read it. */
export function SlipDeliveries(props: {
  slip: SlipOnWire;
  deliveries: NonNullable<SlipDetail["deliveries"]>;
}) {
  const { slip, deliveries } = props;
  return (
    <section>
      <h3>{words.title}</h3>
      {deliveries.length === 0 ? <p className="dim">{words.none}</p> : null}
      <ul className="slip-deliveries">
        {deliveries.map(({ message, attempts }) => (
          <li key={message.id}>
            <b>{message.channelName}</b>{" "}
            <StateMark light={LIGHTS[message.state]} words={words.state[message.state]} />{" "}
            <span className="dim">
              {message.settledAt !== null
                ? momentLabel(message.settledAt)
                : message.nextAt === null
                  ? ""
                  : words.next(momentLabel(message.nextAt))}
            </span>
            {attempts.map(({ n, at, outcome, detail }) => (
              <p key={n} className="dim">
                {n}. {momentLabel(at)} {words.outcome[outcome]}：{detail}
              </p>
            ))}
          </li>
        ))}
      </ul>
      <p className="dim">
        {slip.readAt === null
          ? words.unread
          : words.read(momentLabel(slip.readAt), slip.readBy ?? slip.unitName)}
      </p>
    </section>
  );
}
