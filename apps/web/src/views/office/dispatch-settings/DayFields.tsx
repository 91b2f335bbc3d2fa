import { Button, Form, Input, Select } from "antd";
import { settingsWords } from "../../../strings/zh-CN-dispatch-settings.ts";

const words = settingsWords.calendar;
const REQUIRED = [{ required: true, whitespace: true, message: settingsWords.required }];

/** Days that differ from the known calendar, a line each. */
export function DayFields() {
  return (
    <Form.List name="days">
      {(rows, { add, remove }) => (
        <>
          {rows.map(({ key, name }) => (
            <div key={key} className="day-fields">
              <Form.Item name={[name, "date"]} rules={REQUIRED}>
                <Input type="date" aria-label={`${words.day(name + 1)} ${words.date}`} />
              </Form.Item>
              <Form.Item name={[name, "working"]}>
                <Select
                  aria-label={`${words.day(name + 1)} ${words.working}`}
                  options={[
                    { value: true, label: words.workings.true },
                    { value: false, label: words.workings.false },
                  ]}
                />
              </Form.Item>
              <Form.Item name={[name, "name"]} rules={REQUIRED}>
                <Input
                  aria-label={`${words.day(name + 1)} ${words.name}`}
                  placeholder={words.name}
                  maxLength={20}
                />
              </Form.Item>
              <Button type="link" danger size="small" onClick={() => remove(name)}>
                {settingsWords.remove(words.day(name + 1))}
              </Button>
            </div>
          ))}
          <Button onClick={() => add({ working: false })}>{words.addDay}</Button>
        </>
      )}
    </Form.List>
  );
}
