import type { Tile } from "@diaodu/contracts";
import type { ChangedTile } from "@diaodu/sync";
import { useEffect, useRef } from "react";
import { headlineOf } from "../../ui/headline.ts";
import { zh } from "../../strings/zh-CN.ts";
import { zhFreeze } from "../../strings/zh-CN-freeze.ts";
import { FigureText } from "../../ui/FigureText.tsx";
import { LightMark } from "../../ui/LightMark.tsx";
import { type ChangedPart, changedPart } from "./changed-figure.ts";

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
    <aside className="changed-panel" aria-label={zhFreeze.changedTitle}>
      <div className="changed-head">
        <h2>{zhFreeze.changedTitle}</h2>
        <span className="dim">{zhFreeze.changedVersion(seq)}</span>
        <button ref={button} type="button" className="text-button" onClick={close}>
          {zhFreeze.close}
        </button>
      </div>
      <ul>
        {changed.map((item) => {
          const tile = item.after ?? item.before;
          if (tile === null) return null;
          const part = changedPart(item.before, item.after);
          return (
            <li key={item.key}>
              <p className="changed-name">
                {tile.name} · {tile.region.name}
                {part === "dispatch" ? ` · ${zh.basis.dispatch}` : null}
              </p>
              <Side label={zhFreeze.before} tile={item.before} part={part} />
              <Side label={zhFreeze.after} tile={item.after} part={part} />
            </li>
          );
        })}
      </ul>
    </aside>
  );
}

function Side(props: { label: string; tile: Tile | null; part: ChangedPart }) {
  const { label, tile, part } = props;
  const figure = tile?.[part] ?? null;
  const headline = headlineOf(figure);
  return (
    <p className="changed-side">
      <span className="dim">{label}</span>
      <span className="changed-light">
        {tile === null ? null : <LightMark light={tile.light.light} labelled />}
      </span>
      <span className="dim">{figure?.periodLabel}</span>
      {headline === null ? (
        <span className="figure-text">{zh.unreported}</span>
      ) : (
        <span className="figure-text">
          <FigureText text={headline.main.text} unit={headline.main.unit} />
          {headline.growth === null ? null : (
            <span className="dim">
              {" "}
              {zh.measure[headline.growth.measure]} {headline.growth.text}
              {headline.growth.unit}
            </span>
          )}
        </span>
      )}
    </p>
  );
}
