import { z } from "zod";
import { draftAnswer } from "./reports.ts";

/** The closed table of what can go wrong: code → HTTP status and Chinese title (RFC 9457). */
export const PROBLEMS = {
  validation_failed: { status: 422, title: "提交的内容有误" },
  malformed_json: { status: 400, title: "请求正文不是有效的 JSON" },
  invalid_query: { status: 400, title: "查询参数有误" },
  body_too_large: { status: 413, title: "请求正文过大" },
  unsupported_media_type: { status: 415, title: "请求正文须为 application/json" },
  unauthenticated: { status: 401, title: "请先登录，或出示有效的接口密钥" },
  wrong_credentials: { status: 401, title: "账号或密码不正确" },
  wrong_second_factor: { status: 401, title: "动态口令不正确" },
  second_factor_required: { status: 403, title: "请输入动态口令" },
  password_change_required: { status: 403, title: "请先修改密码" },
  forbidden: { status: 403, title: "没有权限" },
  forged_request: { status: 403, title: "请求来源不可信，请刷新页面后重试" },
  account_locked: { status: 423, title: "账号已锁定，请稍后再试" },
  wrong_code: { status: 403, title: "代码不正确或已失效" },
  already_set_up: { status: 409, title: "系统已初始化" },
  changed_meanwhile: { status: 409, title: "内容已被他人修改" },
  already_exists: { status: 409, title: "已经存在" },
  report_conflict: { status: 409, title: "当前状态下不能这样处理" },
  step_refused: { status: 409, title: "当前状态下不能这样处理" },
  figures_missing: { status: 409, title: "所需数据尚不完整" },
  unreadable_file: { status: 422, title: "文件无法读取" },
  too_many_requests: { status: 429, title: "请求过于频繁，请稍后再试" },
  not_found: { status: 404, title: "没有这个地址" },
  method_not_allowed: { status: 405, title: "该地址不支持此方法" },
  unknown_version: { status: 404, title: "没有这个数据版本" },
  observation_conflict: { status: 409, title: "与已有数据冲突" },
  idempotency_conflict: { status: 409, title: "同一幂等键已用于另一份内容" },
  too_far_behind: { status: 410, title: "版本差距过大，请重新读取整板" },
  storage_unavailable: { status: 503, title: "数据暂时无法写入，已受理的数据不受影响" },
  storage_full: {
    status: 507,
    title: "磁盘空间不足，暂时不能写入；已受理的数据不受影响，看板照常",
  },
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
  /** Of `changed_meanwhile` at a sheet's draft: what somebody else saved; null once it was sent. */
  draft: draftAnswer.nullable().optional(),
});

export type Problem = z.infer<typeof problem>;
export type Fault = NonNullable<Problem["faults"]>[number];

/** The document for `code`; `type` is a stable name, not an address to visit. */
export function problemOf(
  code: ProblemCode,
  more: Partial<Pick<Problem, "detail" | "instance" | "faults" | "draft">> = {},
): Problem {
  return { type: `urn:diaodu:problem:${code}`, code, ...PROBLEMS[code], ...more };
}
