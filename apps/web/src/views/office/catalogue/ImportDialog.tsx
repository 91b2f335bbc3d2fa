import type { CatalogueImport } from "@diaodu/contracts";
import { Alert, Input, Modal, Table } from "antd";
import { useState } from "react";
import { useApi } from "../../../api/api.ts";
import { CATALOGUE_KEY } from "../../../api/catalogue.ts";
import { Refused, wordsOf } from "../../../api/problem.ts";
import { admin } from "../../../strings/zh-CN-admin.ts";
import { catalogueWords } from "../../../strings/zh-CN-catalogue.ts";
import { office } from "../../../strings/zh-CN-office.ts";
import { useStep } from "../use-step.ts";
import { Differences } from "./HistoryDrawer.tsx";

const words = catalogueWords.file;
const XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/** A whole catalogue from a file: first what it would do, then, with a reason, at once. */
export function ImportDialog({ onClose }: { onClose: () => void }) {
  const api = useApi();
  const step = useStep();
  const [file, setFile] = useState<File | null>(null);
  const [preview, setPreview] = useState<CatalogueImport | null>(null);
  const [fault, setFault] = useState<string | null>(null);
  const [reason, setReason] = useState("");

  const send = (chosen: File, query: Record<string, string>) =>
    api.upload<CatalogueImport>(`/catalogue/import?${new URLSearchParams(query)}`, chosen, {
      contentType: chosen.name.endsWith(".json") ? "application/json" : XLSX,
    });
  const look = async (chosen: File) => {
    setFile(chosen);
    setPreview(null);
    setFault(null);
    try {
      setPreview(await send(chosen, { mode: "preview" }));
    } catch (error) {
      setFault(faultWords(error));
    }
  };
  const apply = async () => {
    if (file === null || preview === null) return;
    const { fingerprint } = preview;
    const done = await step.run(
      () => send(file, { mode: "apply", reason: reason.trim(), fingerprint }),
      {
        done: ({ counts }) => words.applied(counts.add + counts.change + counts.end),
        changes: [CATALOGUE_KEY],
      },
    );
    if (done) onClose();
  };
  const counts = preview?.counts;
  const works = counts === undefined ? 0 : counts.add + counts.change + counts.end;
  const faulty = counts !== undefined && (counts.fault > 0 || preview?.faults.length !== 0);
  return (
    <Modal
      open
      width={860}
      title={words.title}
      okText={words.apply}
      cancelText={office.cancel}
      okButtonProps={{ disabled: works === 0 || faulty || reason.trim() === "" }}
      confirmLoading={step.busy}
      mask={{ closable: false }}
      onOk={() => void apply()}
      onCancel={onClose}
    >
      <div className="import-parts">
        <p className="dim">{words.more}</p>
        <label className="import-file">
          {file === null ? words.choose : words.another}
          <input
            type="file"
            className="visually-hidden"
            accept=".xlsx,.json"
            onChange={({ target }) => {
              const chosen = target.files?.[0];
              if (chosen !== undefined) void look(chosen);
              target.value = "";
            }}
          />
        </label>
        {file === null ? null : <b>{file.name}</b>}
        {file !== null && preview === null && fault === null ? (
          <p role="status">{words.reading}</p>
        ) : null}
        {fault === null ? null : <Alert type="error" showIcon title={fault} />}
        {preview === null || counts === undefined ? null : (
          <>
            <Alert
              type={faulty ? "error" : works === 0 ? "info" : "success"}
              showIcon
              title={faulty ? words.faulty : works === 0 ? words.nothing : words.counts(counts)}
              description={preview.faults.map(({ message }) => message).join("；") || undefined}
            />
            {preview.rows.length === 0 ? null : <PreviewTable rows={preview.rows} />}
            {works === 0 || faulty ? null : (
              <label>
                {catalogueWords.reason}
                <Input.TextArea
                  value={reason}
                  maxLength={500}
                  placeholder={catalogueWords.reasonMore}
                  onChange={({ target }) => setReason(target.value)}
                />
              </label>
            )}
          </>
        )}
      </div>
    </Modal>
  );
}

function faultWords(error: unknown): string {
  const whole = wordsOf(error, office.unreachable);
  if (!(error instanceof Refused) || error.faults.length === 0) return whole;
  return error.faults
    .slice(0, 5)
    .map(({ path, message }) => `${path}：${message}`)
    .join("；");
}

type Row = CatalogueImport["rows"][number];

function PreviewTable({ rows }: { rows: readonly Row[] }) {
  return (
    <Table<Row>
      size="small"
      rowKey={({ kind, code, name }) => `${kind}|${code}|${name}`}
      dataSource={[...rows]}
      pagination={{ pageSize: 10, hideOnSinglePage: true, showSizeChanger: false }}
      scroll={{ x: "max-content" }}
      columns={[
        {
          title: words.columns.kind,
          key: "kind",
          render: (_, { kind }) => catalogueWords.kinds[kind],
        },
        {
          title: words.columns.name,
          key: "name",
          render: (_, { name, code }) => (
            <>
              <b>{name}</b> {code === name ? null : <span className="dim">{code}</span>}
            </>
          ),
        },
        {
          title: words.columns.verdict,
          key: "verdict",
          filters: (["add", "change", "end", "fault"] as const).map((value) => ({
            value,
            text: words.verdicts[value],
          })),
          onFilter: (value, { verdict }) => verdict === value,
          render: (_, { verdict }) => (
            <span className={verdict === "fault" ? "tone-behind" : undefined}>
              {words.verdicts[verdict]}
            </span>
          ),
        },
        {
          title: words.columns.more,
          key: "more",
          render: (_, { fields, faults }) => (
            <>
              {faults.map(({ path, message }) => (
                <p key={path + message} className="tone-behind">
                  {message}
                </p>
              ))}
              {fields.length === 0 ? null : <Differences list={fields} />}
            </>
          ),
        },
      ]}
      locale={{ emptyText: admin.none }}
    />
  );
}
