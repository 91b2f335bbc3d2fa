import type { MeetingDecisionView } from "@diaodu/contracts";
import { zhMeeting } from "../../strings/zh-CN-meeting.ts";
import { dayLabel } from "../../ui/city-date.ts";

/** Decisions, whose they are, and what has become of them. The host may lay a finger on one. */
export function DecisionRows(props: {
  decisions: readonly MeetingDecisionView[];
  spotlight?: string | null;
  choose?: ((id: string) => void) | undefined;
}) {
  const { decisions, spotlight = null, choose } = props;
  return (
    <ol className="decision-rows">
      {decisions.map((decision) => {
        const words = <span className="decision-words">{decision.words}</span>;
        return (
          <li key={decision.id} className={decision.id === spotlight ? "is-spot" : undefined}>
            {choose === undefined ? (
              words
            ) : (
              <button
                type="button"
                aria-pressed={decision.id === spotlight}
                onClick={() => choose(decision.id)}
              >
                {words}
              </button>
            )}
            <span className="decision-owner">
              {[decision.unitName, decision.person].filter((part) => part !== null).join(" · ")}
              {" · "}
              {zhMeeting.due(dayLabel(decision.item?.dueOn ?? decision.dueOn))}
            </span>
            <DecisionState decision={decision} />
          </li>
        );
      })}
    </ol>
  );
}

/** 已销号 ✓, 办理中, 超期 3 天: in shape and word. */
export function DecisionState({ decision }: { decision: MeetingDecisionView }) {
  const { item } = decision;
  if (item === null) return <span className="decision-state">{zhMeeting.gone}</span>;
  const tone = item.state === "closed" ? "on" : item.overdueDays > 0 ? "behind" : "none";
  const mark = item.state === "closed" ? "✓" : item.overdueDays > 0 ? "◆" : "○";
  return (
    <span className={`decision-state tone-${tone}`}>
      <span aria-hidden="true">{mark}</span> {item.stateName}
      {item.overdueDays > 0 ? ` · ${zhMeeting.overdue(item.overdueDays)}` : null}
    </span>
  );
}

/** How many of these are off the list. */
export function closedCount(decisions: readonly MeetingDecisionView[]): number {
  return decisions.filter(({ item }) => item?.state === "closed").length;
}
