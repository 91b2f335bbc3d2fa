import type { ReportSheet } from "@diaodu/contracts";
import { Alert, Button } from "antd";
import { wordsOf } from "../../../api/problem.ts";
import type { Outbox, OutboxView } from "../../../features/report/outbox.ts";
import { office } from "../../../strings/zh-CN-office.ts";

const words = office.report;

/** How the last submission went, in words that follow what becomes of it. */
export function OutboxBand(props: { outbox: Outbox; view: OutboxView; sheet: ReportSheet }) {
  const { outbox, view, sheet } = props;
  switch (view.state) {
    case "empty":
      return null;
    case "sending":
      return <Alert type="info" title={words.sending} />;
    case "waiting":
      return (
        <Alert
          type="warning"
          showIcon
          title={words.waiting}
          action={
            <Button size="small" onClick={() => outbox.close()}>
              {words.takeBack}
            </Button>
          }
        />
      );
    case "refused":
      return (
        <Alert
          type="error"
          showIcon
          title={words.refused(wordsOf(view.error, office.unreachable))}
          closable={{ onClose: () => outbox.close() }}
        />
      );
    case "done":
      return <Done view={view} sheet={sheet} close={() => outbox.close()} />;
  }
}

function Done({ view, sheet, close }: { view: OutboxView; sheet: ReportSheet; close: () => void }) {
  const sent = view.answer?.entries ?? [];
  const now = new Map(sheet.fields.map(({ entry }) => [entry?.id, entry?.state]));
  const count = (state: string) =>
    sent.filter((entry) => (now.get(entry.id) ?? entry.state) === state).length;
  const parts = [
    [count("submitted"), words.doneWaiting],
    [count("published"), words.donePublished],
    [count("returned"), words.doneReturned],
  ] as const;
  return (
    <Alert
      type={count("returned") > 0 ? "warning" : "success"}
      showIcon
      title={words.done(sent.length, sheet.roundLabel)}
      description={parts
        .filter(([n]) => n > 0)
        .map(([n, say]) => say(n))
        .join("，")}
      closable={{ onClose: close }}
    />
  );
}
