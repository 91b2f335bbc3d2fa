import type { ImportJob } from "@diaodu/contracts";
import { Alert, Button, Progress } from "antd";
import { useEffect, useRef, useState } from "react";
import { useApi } from "../../../api/api.ts";
import { wordsOf } from "../../../api/problem.ts";
import { office } from "../../../strings/zh-CN-office.ts";

const words = office.import;

/** Takes a file by drop or choice and sends it up. */
export function DropFile({ unit, onJob }: { unit: string; onJob: (job: ImportJob) => void }) {
  const api = useApi();
  const input = useRef<HTMLInputElement>(null);
  const [share, setShare] = useState<number | null>(null);
  const [over, setOver] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const cancel = useRef<AbortController | null>(null);

  const send = (file: File | undefined) => {
    if (file === undefined || share !== null) return;
    const controller = new AbortController();
    cancel.current = controller;
    setShare(0);
    setError(null);
    api
      .upload<ImportJob>(`/imports?${new URLSearchParams({ unit, name: file.name })}`, file, {
        onProgress: setShare,
        signal: controller.signal,
      })
      .then(onJob, (failure: unknown) => {
        if (!controller.signal.aborted) setError(failure);
      })
      .finally(() => setShare(null));
  };
  useDropped(send, setOver);
  return (
    <>
      {error === null ? null : (
        <Alert type="error" showIcon title={words.failed(wordsOf(error, office.unreachable))} />
      )}
      <section className="drop" data-over={over} aria-label={words.drop}>
        {share === null ? (
          <>
            <p>{words.drop}</p>
            <p className="dim">{words.dropMore}</p>
            <Button type="primary" onClick={() => input.current?.click()}>
              {words.choose}
            </Button>
          </>
        ) : (
          <>
            <p role="status">{words.uploading(Math.round(share * 100))}</p>
            <Progress percent={share * 100} showInfo={false} aria-label={words.choose} />
            <Button onClick={() => cancel.current?.abort()}>{office.cancel}</Button>
          </>
        )}
        <input
          ref={input}
          type="file"
          accept=".xlsx,.csv"
          hidden
          onChange={({ target }) => {
            send(target.files?.[0]);
            target.value = "";
          }}
        />
      </section>
    </>
  );
}

/** Anywhere on the page: a file that misses the frame must not replace the page. */
function useDropped(take: (file: File | undefined) => void, setOver: (over: boolean) => void) {
  const latest = useRef(take);
  useEffect(() => {
    latest.current = take;
  });
  useEffect(() => {
    const over = (event: DragEvent) => {
      event.preventDefault();
      setOver(true);
    };
    const leave = () => setOver(false);
    const drop = (event: DragEvent) => {
      event.preventDefault();
      setOver(false);
      latest.current(event.dataTransfer?.files[0]);
    };
    window.addEventListener("dragover", over);
    window.addEventListener("dragleave", leave);
    window.addEventListener("drop", drop);
    return () => {
      window.removeEventListener("dragover", over);
      window.removeEventListener("dragleave", leave);
      window.removeEventListener("drop", drop);
    };
  }, [setOver]);
}
