import { Button, Result, Spin } from "antd";
import { Refused, wordsOf } from "../../api/problem.ts";
import { office } from "../../strings/zh-CN-office.ts";

export function Loading() {
  return (
    <div className="office-state" role="status">
      <Spin />
      <p>{office.loading}</p>
    </div>
  );
}

/** What a page says when its data could not be read. */
export function Failed({ error, retry }: { error: unknown; retry: () => void }) {
  const forbidden = error instanceof Refused && error.status === 403;
  return (
    <Result
      status={forbidden ? "403" : "warning"}
      title={forbidden ? office.forbidden : office.failedToRead}
      subTitle={wordsOf(error, office.unreachable)}
      extra={forbidden ? undefined : <Button onClick={retry}>{office.retry}</Button>}
    />
  );
}
