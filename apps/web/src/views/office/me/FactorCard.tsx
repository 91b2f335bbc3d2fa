import type { Me } from "@diaodu/contracts";
import { useQueryClient } from "@tanstack/react-query";
import { Button, Form, Input, Space } from "antd";
import { useState } from "react";
import { useApi } from "../../../api/api.ts";
import { ME_KEY } from "../../../api/me.ts";
import { admin } from "../../../strings/zh-CN-admin.ts";
import { office } from "../../../strings/zh-CN-office.ts";
import { LightMark } from "../../../ui/LightMark.tsx";
import { useMe } from "../me-context.ts";
import { useStep } from "../use-step.ts";
import { QrPicture } from "./QrPicture.tsx";

const words = admin.own;

/** What `POST /me/totp` offers; in force only after a code from it. */
interface Offer {
  readonly secret: string;
  readonly uri: string;
}

/** The second factor: on by a scanned picture and a code of it, off by a code. */
export function FactorCard() {
  const api = useApi();
  const on = useMe().account?.secondFactor === true;
  const client = useQueryClient();
  const step = useStep();
  const [offer, setOffer] = useState<Offer | null>(null);
  const [stopping, setStopping] = useState(false);
  const close = () => {
    setOffer(null);
    setStopping(false);
  };
  const start = () =>
    void step.run(() => api.send<Offer>("POST", "/me/totp"), {
      done: (answer) => {
        setOffer(answer);
        return undefined;
      },
      changes: [],
    });
  const send = async (method: "PUT" | "DELETE", code: string) => {
    const done = await step.run(() => api.send<Me>(method, "/me/totp", { code }), {
      done: (answer) => {
        client.setQueryData<Me>(ME_KEY, answer);
        return method === "PUT" ? words.factorDone : words.factorStopped;
      },
      changes: [],
    });
    if (done) close();
  };

  return (
    <section className="me-card">
      <h3>{words.factor}</h3>
      <p>
        <LightMark light={on ? "on" : "none"} /> {on ? words.factorOn : words.factorOff}
      </p>
      {offer === null || on ? null : (
        <>
          <p>{words.factorScan}</p>
          <QrPicture text={offer.uri} label={words.factorQr} />
          <p className="dim">
            {words.factorByHand} <span className="mono">{offer.secret}</span>
          </p>
          <CodeForm
            ok={words.factorConfirm}
            busy={step.busy}
            onCode={(code) => void send("PUT", code)}
            onCancel={close}
          />
        </>
      )}
      {stopping && on ? (
        <>
          <p>{words.factorStopMore}</p>
          <CodeForm
            ok={words.factorStopConfirm}
            danger
            busy={step.busy}
            onCode={(code) => void send("DELETE", code)}
            onCancel={close}
          />
        </>
      ) : null}
      {offer === null && !stopping ? (
        <div>
          {on ? (
            <Button danger onClick={() => setStopping(true)}>
              {words.factorStop}
            </Button>
          ) : (
            <Button type="primary" loading={step.busy} onClick={start}>
              {words.factorStart}
            </Button>
          )}
        </div>
      ) : null}
    </section>
  );
}

function CodeForm(props: {
  ok: string;
  danger?: boolean;
  busy: boolean;
  onCode: (code: string) => void;
  onCancel: () => void;
}) {
  return (
    <Form<{ code: string }>
      layout="vertical"
      requiredMark={false}
      onFinish={({ code }) => props.onCode(code)}
    >
      <Form.Item
        name="code"
        label={words.factorCode}
        normalize={(typed: string) => typed.replaceAll(/\D/gu, "").slice(0, 6)}
        rules={[{ required: true, len: 6 }]}
      >
        <Input className="date-input" inputMode="numeric" autoComplete="one-time-code" autoFocus />
      </Form.Item>
      <Space>
        <Button
          type="primary"
          danger={props.danger ?? false}
          htmlType="submit"
          loading={props.busy}
        >
          {props.ok}
        </Button>
        <Button onClick={props.onCancel}>{office.cancel}</Button>
      </Space>
    </Form>
  );
}
