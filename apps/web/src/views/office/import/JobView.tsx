import type { ImportJob } from "@diaodu/contracts";
import { queryOptions, useQuery, useQueryClient } from "@tanstack/react-query";
import { Alert, Button, Input, Progress } from "antd";
import { useState } from "react";
import { Link } from "wouter";
import { useApi, type Api } from "../../../api/api.ts";
import { REPORTS_KEY } from "../../../api/office-live.ts";
import { wordsOf } from "../../../api/problem.ts";
import { office } from "../../../strings/zh-CN-office.ts";
import { CellTable } from "./CellTable.tsx";

const words = office.import;
const POLL_MS = 500;

const jobQuery = (api: Api, job: ImportJob) =>
  queryOptions({
    queryKey: ["imports", job.id],
    queryFn: ({ signal }) => api.get<ImportJob>(`/imports/${job.id}`, signal),
    initialData: job,
    refetchInterval: ({ state: { data } }) =>
      data?.state === "reading" || data?.state === "applying" ? POLL_MS : false,
  });

/** One upload from reading to its end. */
export function JobView({ job: first, onAgain }: { job: ImportJob; onAgain: () => void }) {
  const api = useApi();
  const client = useQueryClient();
  const query = jobQuery(api, first);
  const { data: job } = useQuery(query);
  const [reason, setReason] = useState("");
  const [error, setError] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const apply = async () => {
    setBusy(true);
    setError(null);
    try {
      const said = reason.trim() === "" ? null : reason.trim();
      await api.send("POST", `/imports/${job.id}/apply`, { reason: said, note: null });
      // Only the job: its cells are gone from the moment it is applied.
      await client.invalidateQueries({ queryKey: query.queryKey, exact: true });
      void client.invalidateQueries({ queryKey: REPORTS_KEY });
    } catch (failure) {
      setError(failure);
    } finally {
      setBusy(false);
    }
  };
  const cancel = async () => {
    setBusy(true);
    try {
      await api.send("DELETE", `/imports/${job.id}`);
      onAgain();
    } catch (failure) {
      setError(failure);
      setBusy(false);
    }
  };
  const n = job.counts === null ? 0 : job.counts.new + job.counts.changed + job.counts.warned;
  const refused = job.counts?.refused ?? 0;
  return (
    <div className="job">
      <p className="job-name">
        <b>{job.fileName}</b>
        <Button size="small" disabled={busy} onClick={isOver(job) ? onAgain : () => void cancel()}>
          {isOver(job) || job.state === "ready" ? words.again : office.cancel}
        </Button>
      </p>
      {error === null ? null : (
        <Alert type="error" showIcon title={words.failed(wordsOf(error, office.unreachable))} />
      )}
      <State job={job} n={n} refused={refused} />
      {job.state === "ready" && refused === 0 && n > 0 ? (
        <div className="job-apply">
          <Input
            value={reason}
            maxLength={500}
            aria-label={words.reason}
            placeholder={words.reason}
            onChange={({ target }) => setReason(target.value)}
          />
          <Button type="primary" loading={busy} onClick={() => void apply()}>
            {words.apply(n)}
          </Button>
        </div>
      ) : null}
      {job.counts === null || job.state !== "ready" ? null : (
        <CellTable job={job.id} counts={job.counts} />
      )}
    </div>
  );
}

function isOver({ state }: ImportJob): boolean {
  return state === "applied" || state === "failed" || state === "cancelled";
}

function State({ job, n, refused }: { job: ImportJob; n: number; refused: number }) {
  switch (job.state) {
    case "reading":
      return <Running job={job} title={words.reading(job.progress.done)} />;
    case "applying":
      return <Running job={job} title={words.applying(job.progress.done)} />;
    case "ready":
      if (refused > 0) return <Alert type="error" showIcon title={words.refusedFirst(refused)} />;
      if (n === 0) return <Alert type="info" title={words.nothing} />;
      return (
        <Alert
          type={(job.counts?.warned ?? 0) > 0 ? "warning" : "success"}
          showIcon
          title={words.ready(n)}
          description={
            (job.counts?.warned ?? 0) > 0 ? words.warned(job.counts?.warned ?? 0) : undefined
          }
        />
      );
    case "applied":
      return (
        <Alert
          type="success"
          showIcon
          title={words.applied(n)}
          action={<Link href="/report">{words.toReport}</Link>}
        />
      );
    case "failed":
      return <Alert type="error" showIcon title={words.failed(job.message ?? "")} />;
    case "cancelled":
      return <Alert type="info" title={words.cancelled} />;
  }
}

function Running({ job, title }: { job: ImportJob; title: string }) {
  const { done, total } = job.progress;
  const percent = total === null || total === 0 ? 0 : (done / total) * 100;
  return (
    <div role="status">
      <p>{title}</p>
      <Progress percent={percent} status="active" showInfo={false} aria-label={title} />
    </div>
  );
}
