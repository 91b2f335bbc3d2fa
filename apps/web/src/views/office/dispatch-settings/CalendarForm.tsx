import type { CalendarBody, DayFile, DispatchSettingsTold } from "@diaodu/contracts";
import { calendarFault } from "@diaodu/domain";
import { App, Button, Form, Input, InputNumber, Select } from "antd";
import { useRef } from "react";
import { useApi } from "../../../api/api.ts";
import { wordsOf } from "../../../api/problem.ts";
import { office } from "../../../strings/zh-CN-office.ts";
import { settingsWords } from "../../../strings/zh-CN-dispatch-settings.ts";
import { DayFields } from "./DayFields.tsx";
import { RoundPreview } from "./RoundPreview.tsx";
import { SaveBar } from "./SaveBar.tsx";

const words = settingsWords.calendar;
const REQUIRED = [{ required: true, message: settingsWords.required }];

/** How rounds run and which days differ, beside the rounds that come of it. */
export function CalendarForm(props: { settings: DispatchSettingsTold; onSaved: () => void }) {
  const { settings } = props;
  const api = useApi();
  const { message } = App.useApp();
  const [form] = Form.useForm<CalendarBody>();
  const file = useRef<HTMLInputElement>(null);
  const typed: CalendarBody | undefined = Form.useWatch([], form);
  const shown = typed ?? settings.calendar.body;
  const last = settings.calendar.body.spells.at(-1);
  const read = async (chosen: File) => {
    try {
      const { days } = await api.upload<DayFile>("/settings/calendar/days", chosen);
      const others = (form.getFieldValue("days") as CalendarBody["days"]).filter(
        ({ date }) => !days.some((day) => day.date === date),
      );
      const all = [...others, ...days].toSorted((a, b) => (a.date < b.date ? -1 : 1));
      form.setFieldValue("days", all);
      void message.success(words.imported(days.length));
    } catch (error) {
      void message.error(wordsOf(error, office.unreachable), 8);
    }
  };
  return (
    <div className="settings-columns">
      <Form<CalendarBody>
        form={form}
        initialValues={settings.calendar.body}
        layout="vertical"
        requiredMark={false}
      >
        <h3>{words.spells}</h3>
        <Form.List name="spells">
          {(rows, { add, remove }) => (
            <>
              {rows.map(({ key, name }) => (
                <fieldset key={key} className="spell-fields">
                  <legend className="spell-name">{words.spell(name + 1)}</legend>
                  <Form.Item name={[name, "from"]} label={words.from} rules={REQUIRED}>
                    <Input type="date" />
                  </Form.Item>
                  <Form.Item name={[name, "interval"]} label={words.interval} rules={REQUIRED}>
                    <InputNumber min={1} max={31} precision={0} />
                  </Form.Item>
                  <Form.Item name={[name, "counting"]} label={words.counting}>
                    <Select
                      options={(["calendar", "working"] as const).map((value) => ({
                        value,
                        label: words.countings[value],
                      }))}
                    />
                  </Form.Item>
                  <Form.Item name={[name, "cutOff"]} label={words.cutOff} rules={REQUIRED}>
                    <Input type="time" />
                  </Form.Item>
                  <Form.Item
                    name={[name, "remindHours"]}
                    label={words.remindHours}
                    rules={REQUIRED}
                  >
                    <InputNumber min={1} max={24} precision={0} />
                  </Form.Item>
                  <Form.Item name={[name, "freezeAt"]} label={words.freezeAt} rules={REQUIRED}>
                    <Input type="time" />
                  </Form.Item>
                  {rows.length > 1 ? (
                    <Button type="link" danger size="small" onClick={() => remove(name)}>
                      {settingsWords.remove(words.spell(name + 1))}
                    </Button>
                  ) : null}
                </fieldset>
              ))}
              <Button onClick={() => add({ ...last, from: undefined })}>{words.add}</Button>
            </>
          )}
        </Form.List>
        <h3>{words.days}</h3>
        <p className="dim">{words.daysHint}</p>
        <DayFields />
        <p className="page-steps day-steps">
          <Button onClick={() => file.current?.click()}>{words.importDays}</Button>
          <Button href="/api/v1/settings/calendar/days.csv" download>
            {words.exportDays}
          </Button>
          <input
            ref={file}
            type="file"
            accept=".csv,.xlsx"
            hidden
            aria-label={words.importDays}
            onChange={({ target }) => {
              const chosen = target.files?.[0];
              if (chosen !== undefined) void read(chosen);
              target.value = "";
            }}
          />
        </p>
        <SaveBar
          of="calendar"
          settings={settings}
          onSaved={props.onSaved}
          body={() => form.validateFields().catch(() => null)}
        />
      </Form>
      <RoundPreview calendar={isWhole(shown) ? shown : null} today={settings.today} />
    </div>
  );
}

/** Half-typed calendars are no calendars. */
function isWhole({ spells = [], days = [] }: Partial<CalendarBody>): boolean {
  const typed = [...spells, ...days].every((row) =>
    Object.values(row).every((value) => value !== undefined && value !== null && value !== ""),
  );
  return typed && calendarFault({ spells, days }) === null;
}
