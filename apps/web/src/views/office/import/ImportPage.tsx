import { office } from "../../../strings/zh-CN-office.ts";

export function ImportPage() {
  return (
    <div className="page-title">
      <h2>{office.sections.import}</h2>
    </div>
  );
}
