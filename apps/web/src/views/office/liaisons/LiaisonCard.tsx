import type { Liaison } from "@diaodu/contracts";
import { LIAISON_SUBJECT_NAMES } from "@diaodu/domain";
import { Button, Tag } from "antd";
import { useState } from "react";
import { Link } from "wouter";
import { itemWords } from "../../../strings/zh-CN-items.ts";
import { momentLabel } from "../../../ui/city-date.ts";
import { Simulated } from "../../../ui/Simulated.tsx";
import { LiaisonForm } from "./LiaisonForm.tsx";
import { LiaisonWords } from "./LiaisonWords.tsx";

const words = itemWords.liaisons;
/** Notes that a card shows before somebody asks for all. */
const SHOWN = 3;

/** One liaison: its plan, its latest notes, the steps that this reader may take. */
export function LiaisonCard({ liaison }: { liaison: Liaison }) {
  const [doing, setDoing] = useState<"note" | "amend" | "end" | null>(null);
  const [all, setAll] = useState(false);
  const latest = liaison.notes.toReversed();
  const close = () => setDoing(null);
  const may = (event: Liaison["steps"][number]) => liaison.steps.includes(event);
  return (
    <article className="liaison">
      <h4>
        {liaison.name} <Tag>{LIAISON_SUBJECT_NAMES[liaison.subject]}</Tag>
        {liaison.state === "ended" ? <Tag>{words.ended}</Tag> : null}
        {liaison.simulated ? <Simulated /> : null}
      </h4>
      <p className="dim">
        {liaison.unitName} · {liaison.regionName}
        {liaison.indicatorName === null ? "" : ` · ${liaison.indicatorName}`}
        {liaison.items === 0 ? null : (
          <>
            {" · "}
            <Link href={`/items?unit=${liaison.unit}`}>{words.items(liaison.items)}</Link>
          </>
        )}
      </p>
      <p className="item-words">
        <b>{words.plan}</b> {liaison.plan}
      </p>
      {latest.length === 0 ? <p className="dim">{words.noNotes}</p> : null}
      <ol className="liaison-notes" aria-label={words.notes}>
        {(all ? latest : latest.slice(0, SHOWN)).map((note) => (
          <li key={`${note.at}${note.words}`}>
            <span className="dim">
              {momentLabel(note.at)} {note.by.name}
            </span>{" "}
            {note.words}
          </li>
        ))}
      </ol>
      {all || latest.length <= SHOWN ? null : (
        <Button type="link" size="small" onClick={() => setAll(true)}>
          {words.allNotes(latest.length)}
        </Button>
      )}
      <div className="page-steps">
        {may("note") ? (
          <Button size="small" type="primary" onClick={() => setDoing("note")}>
            {words.note}
          </Button>
        ) : null}
        {may("amend") ? (
          <Button size="small" onClick={() => setDoing("amend")}>
            {words.amend}
          </Button>
        ) : null}
        {may("end") ? (
          <Button size="small" danger onClick={() => setDoing("end")}>
            {words.end}
          </Button>
        ) : null}
      </div>
      {doing === "amend" ? <LiaisonForm liaison={liaison} onClose={close} /> : null}
      {doing === "note" || doing === "end" ? (
        <LiaisonWords liaison={liaison} event={doing} onClose={close} />
      ) : null}
    </article>
  );
}
