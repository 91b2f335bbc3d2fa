import type { LadderRuleOnWire } from "@diaodu/contracts";
import { CASE_SUBJECTS, RUNG_NAMES, RUNGS } from "@diaodu/domain";
import { Button, Checkbox, Input, InputNumber, Select } from "antd";
import type { ReactNode } from "react";
import { settingsWords } from "../../../strings/zh-CN-dispatch-settings.ts";

const words = settingsWords.ladder;
type Rule = LadderRuleOnWire;

/** The rules of one ladder; without `onChange` to be read alone. */
export function RuleTable(props: {
  rules: readonly Rule[];
  onChange: ((rules: readonly Rule[]) => void) | null;
}) {
  const { rules, onChange } = props;
  const set = (at: number, over: Partial<Rule>) =>
    onChange?.(rules.map((rule, index) => (index === at ? { ...rule, ...over } : rule)));
  return (
    <>
      <div className="table-scroll">
        <table className="rule-table">
          <thead>
            <tr>
              {COLUMNS.map((name) => (
                <th key={name} scope="col">
                  {words[name]}
                </th>
              ))}
              {onChange === null ? null : <th scope="col">{words.steps}</th>}
            </tr>
          </thead>
          <tbody>
            {rules.map((rule, index) => (
              <tr key={rule.code}>
                {onChange === null ? (
                  <ReadCells rule={rule} />
                ) : (
                  <>
                    <EditCells rule={rule} at={index} set={(over) => set(index, over)} />
                    <td>
                      <Button
                        type="link"
                        danger
                        size="small"
                        onClick={() => onChange(rules.filter((_, at) => at !== index))}
                      >
                        {settingsWords.remove(words.rule(index + 1))}
                      </Button>
                    </td>
                  </>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {onChange === null ? null : (
        <Button size="small" onClick={() => onChange([...rules, freshRule(rules)])}>
          {words.addRule}
        </Button>
      )}
    </>
  );
}

const COLUMNS = [
  "name",
  "subject",
  "light",
  "rounds",
  "overdueDays",
  "afterAnswerDay",
  "rung",
  "answerDays",
] as const;

function ReadCells({ rule }: { rule: Rule }) {
  return (
    <>
      <td>{rule.name}</td>
      <td>{words.subjects[rule.subject]}</td>
      <td>{rule.light === null ? words.none : words.lights[rule.light]}</td>
      <td>{rule.rounds === 0 ? words.none : rule.rounds}</td>
      <td>{rule.overdueDays === 0 ? words.none : rule.overdueDays}</td>
      <td>{rule.afterAnswerDay ? "✓" : words.none}</td>
      <td>{RUNG_NAMES[rule.rung]}</td>
      <td>{rule.answerDays}</td>
    </>
  );
}

function EditCells(props: { rule: Rule; at: number; set: (over: Partial<Rule>) => void }) {
  const { rule, at, set } = props;
  const label = (name: (typeof COLUMNS)[number]) => `${words.rule(at + 1)} ${words[name]}`;
  const ofIndicator = rule.subject === "indicator";
  const number = (name: "rounds" | "overdueDays" | "answerDays", off = false): ReactNode => (
    <InputNumber
      aria-label={label(name)}
      min={0}
      max={name === "rounds" ? 200 : 60}
      precision={0}
      disabled={off}
      value={rule[name]}
      onChange={(value) => set({ [name]: value ?? 0 })}
    />
  );
  return (
    <>
      <td>
        <Input
          aria-label={label("name")}
          maxLength={20}
          value={rule.name}
          onChange={({ target }) => set({ name: target.value })}
        />
      </td>
      <td>
        <Select
          aria-label={label("subject")}
          value={rule.subject}
          options={CASE_SUBJECTS.map((value) => ({ value, label: words.subjects[value] }))}
          onChange={(subject) =>
            set(
              subject === "indicator"
                ? { subject, light: "behind", rounds: Math.max(1, rule.rounds), overdueDays: 0 }
                : { subject, light: null, rounds: 0, overdueDays: Math.max(1, rule.overdueDays) },
            )
          }
        />
      </td>
      <td>
        <Select
          aria-label={label("light")}
          disabled={!ofIndicator}
          value={rule.light}
          placeholder={words.none}
          options={(["behind", "slow"] as const).map((value) => ({
            value,
            label: words.lights[value],
          }))}
          onChange={(light: Rule["light"]) => set({ light })}
        />
      </td>
      <td>{number("rounds", !ofIndicator)}</td>
      <td>{number("overdueDays", ofIndicator)}</td>
      <td>
        <Checkbox
          aria-label={label("afterAnswerDay")}
          disabled={rule.rung === "notice"}
          checked={rule.afterAnswerDay}
          onChange={({ target }) => set({ afterAnswerDay: target.checked })}
        />
      </td>
      <td>
        <Select
          aria-label={label("rung")}
          value={rule.rung}
          options={RUNGS.map((value) => ({ value, label: RUNG_NAMES[value] }))}
          onChange={(rung) =>
            set({ rung, afterAnswerDay: rung === "notice" ? false : rule.afterAnswerDay })
          }
        />
      </td>
      <td>{number("answerDays")}</td>
    </>
  );
}

/** A rule that may be saved as it is, under a code that is free. */
function freshRule(rules: readonly Rule[]): Rule {
  const codes = new Set(rules.map(({ code }) => code));
  let n = rules.length + 1;
  while (codes.has(`rule-${n}`)) n += 1;
  return {
    code: `rule-${n}`,
    name: words.rule(n),
    subject: "indicator",
    rung: "notice",
    light: "behind",
    rounds: 1,
    overdueDays: 0,
    afterAnswerDay: false,
    answerDays: 2,
  };
}
