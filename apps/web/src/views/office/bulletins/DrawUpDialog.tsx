import type { BulletinOnWire, BulletinSources, NewBulletin, Problem } from "@diaodu/contracts";
import { useQuery } from "@tanstack/react-query";
import { Form, InputNumber, Modal, Segmented, Select } from "antd";
import { useState } from "react";
import { useApi } from "../../../api/api.ts";
import { BULLETIN_KEY, bulletinSourcesQuery } from "../../../api/bulletins.ts";
import { Refused } from "../../../api/problem.ts";
import { bulletinWords } from "../../../strings/zh-CN-bulletins.ts";
import { office } from "../../../strings/zh-CN-office.ts";
import { Failed, Loading } from "../PageStates.tsx";
import { useStep } from "../use-step.ts";
import { MissingFigures } from "./MissingFigures.tsx";

const words = bulletinWords.sources;
const KINDS = ["round", "meeting", "seq"] as const;
type Kind = (typeof KINDS)[number];
type Faults = NonNullable<Problem["faults"]>;

/** Chooses what the bulletin stands on; where figures are missing, shows each of them. */
export function DrawUpDialog(props: { onClose: () => void; onDrawn: (id: string) => void }) {
  const api = useApi();
  const sources = useQuery(bulletinSourcesQuery(api));
  const step = useStep();
  const [from, setFrom] = useState<NewBulletin["from"] | null>(null);
  const [missing, setMissing] = useState<Faults>([]);
  const [stated, setStated] = useState<readonly string[]>([]);
  const choose = (chosen: NewBulletin["from"] | null) => {
    setFrom(chosen);
    setMissing([]);
    setStated([]);
  };
  const unstated = missing.filter(({ path }) => !stated.includes(path)).length;
  const lacks =
    from === null ? words.chooseFirst : unstated > 0 ? words.stateFirst(unstated) : null;
  const draw = () =>
    step.run(
      async () => {
        if (from === null) return null;
        try {
          const body: NewBulletin = { from, stated: [...stated] };
          return await api.send<BulletinOnWire>("POST", "/bulletins", body);
        } catch (error) {
          const lacks = error instanceof Refused && error.code === "figures_missing";
          if (!lacks) throw error;
          setMissing((before) => [
            ...before,
            ...error.faults.filter(({ path }) => before.every((one) => one.path !== path)),
          ]);
          return null;
        }
      },
      {
        done: (made) => {
          if (made === null) return undefined;
          props.onDrawn(made.id);
          return words.done;
        },
        changes: [BULLETIN_KEY],
      },
    );
  return (
    <Modal
      open
      width={640}
      title={words.title}
      okText={words.ok}
      footer={(buttons) => (
        <>
          {lacks === null ? null : <span className="drawup-lacks">{lacks}</span>}
          {buttons}
        </>
      )}
      cancelText={office.cancel}
      okButtonProps={{ disabled: lacks !== null }}
      confirmLoading={step.busy}
      mask={{ closable: false }}
      onOk={() => void draw()}
      onCancel={props.onClose}
    >
      {sources.data === undefined ? (
        sources.isError ? (
          <Failed error={sources.error} retry={() => void sources.refetch()} />
        ) : (
          <Loading />
        )
      ) : (
        <SourceFields sources={sources.data} onChosen={choose} />
      )}
      {missing.length === 0 ? null : (
        <MissingFigures missing={missing} stated={stated} onStated={setStated} />
      )}
    </Modal>
  );
}

function SourceFields(props: {
  sources: BulletinSources;
  onChosen: (from: NewBulletin["from"] | null) => void;
}) {
  const { head, rounds, meetings } = props.sources;
  const [kind, setKind] = useState<Kind>("round");
  return (
    <Form layout="vertical" requiredMark={false}>
      <Form.Item label={words.kind}>
        <Segmented<Kind>
          aria-label={words.kind}
          value={kind}
          onChange={(chosen) => {
            setKind(chosen);
            props.onChosen(null);
          }}
          options={KINDS.map((value) => ({ value, label: words.kinds[value] }))}
        />
      </Form.Item>
      {kind === "round" ? (
        <Form.Item label={words.round} htmlFor="bulletin-round">
          <Select
            id="bulletin-round"
            placeholder={rounds.length === 0 ? words.noRounds : undefined}
            disabled={rounds.length === 0}
            options={rounds.map(({ code, number, from, to }) => ({
              value: code,
              label: words.roundOption(number, from, to),
            }))}
            onChange={(round: string) => props.onChosen({ kind: "round", round })}
          />
        </Form.Item>
      ) : null}
      {kind === "meeting" ? (
        <Form.Item label={words.meeting} htmlFor="bulletin-meeting">
          <Select
            id="bulletin-meeting"
            placeholder={meetings.length === 0 ? words.noMeetings : undefined}
            disabled={meetings.length === 0}
            options={meetings.map(({ id, title, decisions }) => ({
              value: id,
              label: words.meetingOption(title, decisions),
            }))}
            onChange={(meeting: string) => props.onChosen({ kind: "meeting", meeting })}
          />
        </Form.Item>
      ) : null}
      {kind === "seq" ? (
        <Form.Item label={words.seq} htmlFor="bulletin-seq" extra={words.seqHint(head.seq)}>
          <InputNumber
            id="bulletin-seq"
            min={0}
            max={head.seq}
            precision={0}
            onChange={(seq) => props.onChosen(seq === null ? null : { kind: "seq", seq })}
          />
        </Form.Item>
      ) : null}
    </Form>
  );
}
