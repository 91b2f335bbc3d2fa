/** What a meeting goes through, made from how things stand. Rule [Z5] of SPEC.md. */
import type { RegionCode } from "../region.ts";
import type { Light } from "../status-rule.ts";
import type { AgendaPoint } from "./meeting.ts";

/** An indicator of one region as the board has it. */
export interface AgendaFigure {
  readonly indicator: string;
  readonly region: RegionCode;
  /** `一般公共预算收入`, with its region where that does not go without saying. */
  readonly title: string;
  readonly light: Light;
  /** Words of the light: `落后序时进度 3.2 个百分点`. */
  readonly words: string;
  /** Points, negative is behind; null without a target. */
  readonly gap: number | null;
  /** Days by which its next figure is late; 0 while it is not. */
  readonly overdueDays: number;
}

export interface AgendaMatter {
  readonly id: string;
  readonly title: string;
  /** Days past its deadline; from 1. */
  readonly overdueDays: number;
}

const LIGHT_RANK: Readonly<Record<Light, number>> = { behind: 0, slow: 1, on: 2, none: 2 };

/**
 * First what was decided last time, then red and yellow with the larger gap first, then figures that
 * are overdue, then matters past their deadline, the oldest first. [Z5]
 *
 * @param id names each point; called once for each
 */
export function agendaOf(o: {
  readonly previous: { readonly id: string; readonly title: string } | null;
  readonly figures: readonly AgendaFigure[];
  readonly matters: readonly AgendaMatter[];
  readonly id: () => string;
}): AgendaPoint[] {
  const decisions: Omit<AgendaPoint, "id">[] =
    o.previous === null
      ? []
      : [
          {
            title: "上次决定落实",
            subject: { kind: "decisions", meeting: o.previous.id },
            why: o.previous.title,
          },
        ];
  const figures = o.figures
    .filter(({ light, overdueDays }) => LIGHT_RANK[light] < 2 || overdueDays > 0)
    .toSorted(
      (a, b) =>
        LIGHT_RANK[a.light] - LIGHT_RANK[b.light] ||
        (a.gap ?? 0) - (b.gap ?? 0) ||
        b.overdueDays - a.overdueDays,
    )
    .map(({ indicator, region, title, ...figure }): Omit<AgendaPoint, "id"> => ({
      title,
      subject: { kind: "tile", indicator, region },
      why: whyOf(figure),
    }));
  const matters = o.matters
    .toSorted((a, b) => b.overdueDays - a.overdueDays)
    .map(({ id, title, overdueDays }): Omit<AgendaPoint, "id"> => ({
      title,
      subject: { kind: "item", item: id },
      why: `超期 ${overdueDays} 天`,
    }));
  return [...decisions, ...figures, ...matters].map((point) => ({ id: o.id(), ...point }));
}

function whyOf(figure: Pick<AgendaFigure, "light" | "words" | "overdueDays">): string {
  const late = figure.overdueDays > 0 ? `未报，逾期 ${figure.overdueDays} 天` : null;
  if (LIGHT_RANK[figure.light] === 2) return late ?? figure.words;
  return late === null ? figure.words : `${figure.words}；${late}`;
}
