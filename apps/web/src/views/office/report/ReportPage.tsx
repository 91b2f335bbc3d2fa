import { office } from "../../../strings/zh-CN-office.ts";

export function ReportPage() {
  return (
    <div className="page-title">
      <h2>{office.sections.report}</h2>
    </div>
  );
}
