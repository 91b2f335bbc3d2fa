import type { MeetingItem } from "@diaodu/contracts";
import { zhMeeting } from "../../strings/zh-CN-meeting.ts";
import { dayLabel } from "../../ui/city-date.ts";
import { Simulated } from "../../ui/Simulated.tsx";

/** An item before the meeting: what is wrong, whose it is, and how long it has been late. */
export function MatterFacts({ item }: { item: MeetingItem }) {
  const facts: [string, string | null][] = [
    [zhMeeting.unit, item.unitName],
    [zhMeeting.person, item.person],
    [zhMeeting.leader, item.leader],
    [zhMeeting.dueOn, dayLabel(item.dueOn)],
    [zhMeeting.state, item.stateName],
  ];
  return (
    <div className="matter">
      <p className="matter-problem">
        {item.problem} {item.simulated ? <Simulated /> : null}
      </p>
      {item.overdueDays > 0 ? (
        <p className="matter-late tone-behind">
          <span aria-hidden="true">◆</span> {zhMeeting.overdue(item.overdueDays)}
        </p>
      ) : null}
      <dl className="matter-facts">
        {facts.map(([name, value]) =>
          value === null ? null : (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ),
        )}
      </dl>
    </div>
  );
}
