import type { Me, SlipAnswerOnWire, SlipDetail, SlipStepRequest } from "@diaodu/contracts";
import { RUNG_NAMES } from "@diaodu/domain/slip/slip";
import { SLIP_EVENT_NAMES, SLIP_STATE_NAMES } from "@diaodu/domain/slip/slip-life";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { Link } from "wouter";
import { CYCLE_KEY, INBOX_KEY } from "../../../api/office-live.ts";
import { Refused } from "../../../api/problem.ts";
import { slipFileAddress, slipQuery } from "../../../api/slips.ts";
import { Pair } from "../../../features/tile/WhyCard.tsx";
import { zhMine } from "../../../strings/zh-CN-mine.ts";
import { slipWords as words } from "../../../strings/zh-CN-slips.ts";
import { dayLabel, momentLabel } from "../../../ui/city-date.ts";
import { Simulated } from "../../../ui/Simulated.tsx";
import { StatusWords } from "../../../ui/StatusWords.tsx";
import { FileLinks } from "./FileLinks.tsx";
import { NotRead } from "./NotRead.tsx";
import { usePhoneApi } from "./phone-api.ts";
import { StepForm } from "./StepForm.tsx";
import { stepDraftName, type StepDraft } from "./use-draft.ts";

/** One slip: what it asks, the answer, and how it went. */
export function SlipPage({ id, me }: { id: string; me: Me }) {
  const api = usePhoneApi();
  const client = useQueryClient();
  const detail = useQuery({ ...slipQuery(api, id), retry: 1 });
  const unread = detail.data?.slip.steps.includes("read") === true;
  const version = unread ? (detail.data?.slip.version ?? null) : null;
  // Whoever of the owing unit opens the slip has read it.
  useEffect(() => {
    if (version === null) return;
    const step: SlipStepRequest = { version, event: "read" };
    void api
      .send<SlipAnswerOnWire>("POST", `/slips/${encodeURIComponent(id)}/steps`, step)
      // Somebody else of the unit was faster, or the line is cut: opening it again tries again.
      .catch(() => null)
      .then(() => client.invalidateQueries({ queryKey: CYCLE_KEY }))
      .then(() => client.invalidateQueries({ queryKey: INBOX_KEY }));
  }, [api, client, id, version]);
  if (detail.error instanceof Refused && detail.error.status === 404) return <p>{words.gone}</p>;
  if (detail.data === undefined) {
    return detail.isError ? (
      <NotRead again={() => void detail.refetch()} />
    ) : (
      <p className="dim">{zhMine.loading}</p>
    );
  }
  return <Slip detail={detail.data} me={me} />;
}

function Slip({ detail, me }: { detail: SlipDetail; me: Me }) {
  const { slip, history } = detail;
  const late = slip.overdueDays > 0;
  return (
    <article>
      <h1 className="mine-head">{slip.title}</h1>
      <p className="mine-standing">
        <StatusWords
          light={late ? "behind" : "none"}
          words={
            late
              ? `${SLIP_STATE_NAMES[slip.state]} · ${zhMine.answerLate(slip.overdueDays)}`
              : SLIP_STATE_NAMES[slip.state]
          }
        />{" "}
        <span className="dim">
          {RUNG_NAMES[slip.rung]} {slip.number}
        </span>{" "}
        {slip.simulated ? <Simulated /> : null}
      </p>
      <p className="mine-text">
        {words.paper.to(slip.unitName)}
        {words.paper.demand(RUNG_NAMES[slip.rung], dayLabel(slip.answerBy))}
      </p>
      <Answer detail={detail} me={me} />
      <section className="facts-section">
        <h2>{words.paper.why}</h2>
        <dl className="pairs">
          {slip.reasons.map(({ label, value }) => (
            <Pair key={label} label={label} value={value} />
          ))}
        </dl>
        {slip.item === null ? null : (
          <p>
            <Link className="text-button" href={`/mine/item/${slip.item}`}>
              {words.paper.item}
            </Link>
          </p>
        )}
        {detail.next === null ? null : <p className="dim">{detail.next.words}</p>}
      </section>
      <section className="facts-section">
        <h2>{words.history}</h2>
        <ol className="mine-history">
          {history.map((step) => (
            <li key={step.version}>
              <p>
                <b>{SLIP_EVENT_NAMES[step.event]}</b>{" "}
                <span className="dim">
                  {step.by} · {momentLabel(step.at)}
                </span>
              </p>
              {step.words === null ? null : <p className="mine-text">{step.words}</p>}
              <FileLinks files={step.files} address={(file) => slipFileAddress(slip.id, file)} />
            </li>
          ))}
        </ol>
      </section>
    </article>
  );
}

/** The answer that stands, or the form for it where this person owes one. */
function Answer({ detail: { slip }, me }: { detail: SlipDetail; me: Me }) {
  const api = usePhoneApi();
  const client = useQueryClient();
  const [sent, setSent] = useState(false);
  const [open, setOpen] = useState(false);
  const send = async (typed: StepDraft) => {
    const body: SlipStepRequest = {
      version: slip.version,
      event: "answer",
      words: typed.words.trim(),
      lateReason: slip.overdueDays > 0 ? typed.lateReason.trim() : null,
      evidence: typed.files.map(({ id }) => id),
    };
    try {
      await api.send("POST", `/slips/${encodeURIComponent(slip.id)}/steps`, body);
    } finally {
      void client.invalidateQueries({ queryKey: CYCLE_KEY });
    }
  };
  return (
    <>
      {sent ? (
        <p className="mine-done" role="status">
          {words.answer.sent}
        </p>
      ) : null}
      {slip.answer === null ? null : (
        <section className="mine-request">
          <h2>{words.answer.given(slip.answer.by.name)}</h2>
          <p className="mine-text">{slip.answer.words}</p>
          <FileLinks files={slip.answer.files} address={(file) => slipFileAddress(slip.id, file)} />
        </section>
      )}
      {!slip.steps.includes("answer") ? null : open ? (
        <StepForm
          asks={{
            name: words.answer.title,
            words: words.answer.words,
            hint: words.answer.hint,
            wordsRequired: true,
            ...(slip.overdueDays > 0 ? { lateReason: words.answer.lateReason } : {}),
            files: { unit: slip.unit, required: false },
          }}
          draftName={stepDraftName({
            account: me.account?.id ?? "",
            record: slip.id,
            event: "answer",
          })}
          onSend={send}
          onDone={() => {
            setSent(true);
            setOpen(false);
          }}
          onClose={() => setOpen(false)}
        />
      ) : (
        <div className="mine-steps">
          <button type="button" className="mine-button is-main" onClick={() => setOpen(true)}>
            {words.answer.title}
          </button>
        </div>
      )}
    </>
  );
}
