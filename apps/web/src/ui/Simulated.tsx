import { zh } from "../strings/zh-CN.ts";

/** 模拟: printed wherever an invented figure or owner is shown. */
export function Simulated() {
  return <span className="simulated">{zh.simulated}</span>;
}
