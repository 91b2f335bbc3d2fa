import { office } from "../../../strings/zh-CN-office.ts";

export function ReviewPage() {
  return (
    <div className="page-title">
      <h2>{office.sections.review}</h2>
    </div>
  );
}
