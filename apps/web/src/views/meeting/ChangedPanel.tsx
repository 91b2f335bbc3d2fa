import type { Tile } from "@diaodu/contracts";
import type { ChangedTile } from "@diaodu/sync";
import { useEffect, useRef } from "react";
import { headlineOf } from "../../features/tile/headline.ts";
import { zh } from "../../strings/zh-CN.ts";
import { FigureText } from "../../ui/FigureText.tsx";
import { LightMark } from "../../ui/LightMark.tsx";

/** What came in since the freeze: each indicator as it was and as it is. */
export function ChangedPanel(props: { changed: ChangedTile[]; seq: number; close: () => void }) {
  const { changed, seq, close } = props;
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    button.current?.focus();
    const escape = (event: KeyboardEvent) => {
      if (event.key === "Escape") close();
    };
    window.addEventListener("keydown", escape);
    return () => window.removeEventListener("keydown", escape);
  }, [close]);
  return (
    <aside className="changed-panel" aria-label={zh.meeting.changedTitle}>
      <div className="changed-head">
        <h2>{zh.meeting.changedTitle}</h2>
        <span className="dim">{zh.meeting.changedVersion(seq)}</span>
        <button ref={button} type="button" className="text-button" onClick={close}>
          {zh.meeting.close}
        </button>
      </div>
      <ul>
        {changed.map((item) => {
          const tile = item.after ?? item.before;
          if (tile === null) return null;
          return (
            <li key={item.key}>
              <p className="changed-name">
                {tile.name} · {tile.region.name}
              </p>
              <Side label={zh.meeting.before} tile={item.before} />
              <Side label={zh.meeting.after} tile={item.after} />
            </li>
          );
        })}
      </ul>
    </aside>
  );
}

function Side({ label, tile }: { label: string; tile: Tile | null }) {
  const headline = headlineOf(tile?.figure ?? null);
  return (
    <p className="changed-side">
      <span className="dim">{label}</span>
      <span className="changed-light">
        {tile === null ? null : <LightMark light={tile.light.light} labelled />}
      </span>
      <span className="dim">{tile?.figure?.periodLabel}</span>
      {headline === null ? (
        <span>{zh.unreported}</span>
      ) : (
        <FigureText text={headline.main.text} unit={headline.main.unit} />
      )}
    </p>
  );
}
