import { office } from "../../../strings/zh-CN-office.ts";

export function ProgressPage() {
  return (
    <div className="page-title">
      <h2>{office.sections.progress}</h2>
    </div>
  );
}
