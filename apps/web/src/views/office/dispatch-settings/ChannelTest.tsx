import type {
  ChannelTest as Sent,
  ChannelTestResult,
  ChannelTold,
  DispatchSettingsTold,
} from "@diaodu/contracts";
import { useQuery } from "@tanstack/react-query";
import { Button, Modal, Select } from "antd";
import { useState } from "react";
import { useApi } from "../../../api/api.ts";
import { SETTINGS_KEY } from "../../../api/dispatch-settings.ts";
import { settingsWords } from "../../../strings/zh-CN-dispatch-settings.ts";
import { momentLabel } from "../../../ui/city-date.ts";
import { StateMark } from "../StateMark.tsx";
import { useStep } from "../use-step.ts";

const words = settingsWords.channels;
const LIGHTS = { waiting: "slow", sent: "on", dead: "behind" } as const;
const LOOK_EVERY_MS = 1000;

/** Sends a test message by the channel as it is saved, and shows what became of it. */
export function ChannelTest(props: { channel: ChannelTold; units: DispatchSettingsTold["units"] }) {
  const { channel } = props;
  const api = useApi();
  const step = useStep();
  const [open, setOpen] = useState(false);
  const [unit, setUnit] = useState<string | null>(null);
  const [message, setMessage] = useState<string | null>(null);
  const path = `/settings/channels/${channel.id}/test`;
  const result = useQuery({
    queryKey: [...SETTINGS_KEY, "test", message],
    queryFn: ({ signal }) => api.get<ChannelTestResult>(`${path}/${message ?? ""}`, signal),
    enabled: open && message !== null,
    refetchInterval: ({ state }) => (state.data?.state === "waiting" ? LOOK_EVERY_MS : false),
  });
  const addressed = channel.way.kind === "email" ? Object.keys(channel.way.to) : [];
  const send = () =>
    step.run(() => api.send<Sent>("POST", path, { unit }), {
      done: (sent) => {
        setMessage(sent.message);
        return words.tested;
      },
      changes: [],
    });
  return (
    <>
      <Button size="small" onClick={() => setOpen(true)}>
        {words.test}
      </Button>
      <Modal
        open={open}
        title={words.testTitle(channel.name)}
        okText={words.test}
        confirmLoading={step.busy}
        onOk={() => void send()}
        onCancel={() => setOpen(false)}
      >
        {channel.way.kind === "email" ? (
          <Select
            className="unit-select"
            aria-label={words.testUnit}
            placeholder={words.testUnit}
            value={unit}
            options={addressed.map((code) => ({
              value: code,
              label: props.units.find((one) => one.code === code)?.name ?? code,
            }))}
            onChange={setUnit}
          />
        ) : null}
        {result.data === undefined ? null : (
          <div role="status">
            <p>
              <StateMark
                light={LIGHTS[result.data.state]}
                words={words.result[result.data.state]}
              />
            </p>
            {result.data.attempts.map(({ n, at, detail }) => (
              <p key={n} className="dim">
                {n}. {momentLabel(at)} {detail}
              </p>
            ))}
          </div>
        )}
      </Modal>
    </>
  );
}
