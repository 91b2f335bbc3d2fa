import type { DispatchSettingsTold, LadderBody } from "@diaodu/contracts";
import { ladderOn } from "@diaodu/domain";
import { Button, Input } from "antd";
import { useState } from "react";
import { settingsWords } from "../../../strings/zh-CN-dispatch-settings.ts";
import { RuleTable } from "./RuleTable.tsx";
import { SaveBar } from "./SaveBar.tsx";

const words = settingsWords.ladder;
type Ladder = LadderBody["ladders"][number];

/** 督办规则: what is in force stays; another set begins today or later. */
export function LadderForm(props: { settings: DispatchSettingsTold; onSaved: () => void }) {
  const { settings } = props;
  const { today } = settings;
  const [ladders, setLadders] = useState<readonly Ladder[]>(settings.ladder.body.ladders);
  const change = (at: number, next: Ladder | null) =>
    setLadders(ladders.flatMap((one, index) => (index === at ? (next ?? []) : [one])));
  const inForce = ladderOn(ladders, today);
  const last = ladders.at(-1);
  return (
    <>
      {ladders.map((ladder, index) => {
        const fixed = ladder.validFrom < today;
        return (
          <section key={index} className="ladder">
            <h3>
              {ladder.validFrom <= "1901" ? words.beginning : words.ladder(ladder.validFrom)}{" "}
              {ladder === inForce ? <span className="tone-on">{words.inForce}</span> : null}{" "}
              {fixed ? <span className="dim">{words.past}</span> : null}
            </h3>
            {fixed ? null : (
              <p className="page-steps">
                <Input
                  type="date"
                  className="date-input"
                  aria-label={words.validFrom}
                  min={today}
                  value={ladder.validFrom}
                  onChange={({ target }) => change(index, { ...ladder, validFrom: target.value })}
                />
                <Button danger onClick={() => change(index, null)}>
                  {settingsWords.remove(words.ladder(ladder.validFrom))}
                </Button>
              </p>
            )}
            <RuleTable
              rules={ladder.rules}
              onChange={fixed ? null : (rules) => change(index, { ...ladder, rules: [...rules] })}
            />
          </section>
        );
      })}
      {last !== undefined && last.validFrom < today ? (
        <Button onClick={() => setLadders([...ladders, { ...last, validFrom: today }])}>
          {words.addLadder}
        </Button>
      ) : null}
      <SaveBar
        of="ladder"
        settings={settings}
        onSaved={props.onSaved}
        body={() => Promise.resolve({ ladders: [...ladders] })}
      />
    </>
  );
}
