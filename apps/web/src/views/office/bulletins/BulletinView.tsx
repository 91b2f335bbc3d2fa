import type { BulletinOnWire } from "@diaodu/contracts";
import { useQuery } from "@tanstack/react-query";
import { Alert, Button } from "antd";
import { useState } from "react";
import { Link } from "wouter";
import { useApi } from "../../../api/api.ts";
import { bulletinFileAddress, BULLETIN_KEY, bulletinQuery } from "../../../api/bulletins.ts";
import { bulletinWords } from "../../../strings/zh-CN-bulletins.ts";
import { Failed, Loading } from "../PageStates.tsx";
import { useAsk } from "../use-ask.ts";
import { useStep } from "../use-step.ts";
import { BulletinHistory } from "./BulletinHistory.tsx";
import { BulletinState } from "./BulletinList.tsx";
import { BulletinPaper } from "./BulletinPaper.tsx";
import { EditBulletin } from "./EditBulletin.tsx";
import { WithdrawDialog } from "./WithdrawDialog.tsx";

const words = bulletinWords.view;

/** One bulletin as its paper, with the steps that the reader may take. */
export function BulletinView({ id }: { id: string }) {
  const bulletin = useQuery(bulletinQuery(useApi(), id));
  const [editing, setEditing] = useState(false);
  if (bulletin.data === undefined) {
    if (!bulletin.isError) return <Loading />;
    return <Failed error={bulletin.error} retry={() => void bulletin.refetch()} />;
  }
  const { data } = bulletin;
  return (
    <>
      <div className="page-title no-print">
        <h2>{data.number ?? bulletinWords.section}</h2>
        <BulletinState state={data.state} />
        <span className="aside">{words.from(data.seq)}</span>
        <Link href="/bulletins">{bulletinWords.toList}</Link>
        {editing ? null : <Steps bulletin={data} edit={() => setEditing(true)} />}
      </div>
      {data.stated.length === 0 ? null : (
        <Alert
          className="office-band no-print"
          type="warning"
          showIcon
          title={words.stated(data.stated.length)}
        />
      )}
      {editing ? (
        <EditBulletin bulletin={data} onClose={() => setEditing(false)} />
      ) : (
        <div className="bulletin-desk">
          <BulletinPaper bulletin={data} />
          {data.history === null ? null : <BulletinHistory history={data.history} />}
        </div>
      )}
    </>
  );
}

function Steps({ bulletin, edit }: { bulletin: BulletinOnWire; edit: () => void }) {
  const api = useApi();
  const step = useStep();
  const ask = useAsk();
  const [withdrawing, setWithdrawing] = useState(false);
  const { id, version, steps } = bulletin;
  const issue = () =>
    ask({
      title: words.sureIssue,
      more: words.sureIssueMore,
      ok: words.issue,
      go: () =>
        step.run(
          () =>
            api.send<BulletinOnWire>("POST", `/bulletins/${id}/steps`, { version, event: "issue" }),
          { done: ({ number }) => words.issued(number ?? ""), changes: [BULLETIN_KEY] },
        ),
    });
  return (
    <span className="page-steps">
      {steps.includes("edit") ? <Button onClick={edit}>{words.edit}</Button> : null}
      <Button onClick={() => window.print()}>{words.print}</Button>
      <Button href={bulletinFileAddress(id)} download>
        {words.download}
      </Button>
      {steps.includes("issue") ? (
        <Button type="primary" loading={step.busy} onClick={issue}>
          {words.issue}
        </Button>
      ) : null}
      {steps.includes("withdraw") ? (
        <Button danger onClick={() => setWithdrawing(true)}>
          {words.withdraw}
        </Button>
      ) : null}
      {withdrawing ? (
        <WithdrawDialog bulletin={bulletin} onClose={() => setWithdrawing(false)} />
      ) : null}
    </span>
  );
}
