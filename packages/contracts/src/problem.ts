import { z } from "zod";

/** The closed table of what can go wrong: code → HTTP status and Chinese title (RFC 9457). */
export const PROBLEMS = {
  validation_failed: { status: 422, title: "提交的内容有误" },
  malformed_json: { status: 400, title: "请求正文不是有效的 JSON" },
  invalid_query: { status: 400, title: "查询参数有误" },
  body_too_large: { status: 413, title: "请求正文过大" },
  unsupported_media_type: { status: 415, title: "请求正文须为 application/json" },
  unauthenticated: { status: 401, title: "缺少有效的接口密钥" },
  not_found: { status: 404, title: "没有这个地址" },
  method_not_allowed: { status: 405, title: "该地址不支持此方法" },
  unknown_version: { status: 404, title: "没有这个数据版本" },
  observation_conflict: { status: 409, title: "与已有数据冲突" },
  idempotency_conflict: { status: 409, title: "同一幂等键已用于另一份内容" },
  too_far_behind: { status: 410, title: "版本差距过大，请重新读取整板" },
  storage_unavailable: { status: 503, title: "数据暂时无法写入，已受理的数据不受影响" },
  not_ready: { status: 503, title: "服务正在启动" },
  internal: { status: 500, title: "服务器内部错误" },
} as const;

export type ProblemCode = keyof typeof PROBLEMS;

export const problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: z.enum(Object.keys(PROBLEMS) as [ProblemCode, ...ProblemCode[]]),
  detail: z.string().optional(),
  instance: z.string().optional(),
  /** Every failing field, not the first: `observations.0.value`. */
  faults: z.array(z.object({ path: z.string(), code: z.string(), message: z.string() })).optional(),
});

export type Problem = z.infer<typeof problem>;
export type Fault = NonNullable<Problem["faults"]>[number];

/** The document for `code`; `type` is a stable name, not an address to visit. */
export function problemOf(
  code: ProblemCode,
  more: { detail?: string; instance?: string; faults?: Fault[] } = {},
): Problem {
  return { type: `urn:diaodu:problem:${code}`, code, ...PROBLEMS[code], ...more };
}
