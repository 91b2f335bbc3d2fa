/** Measured series by name, with values in the notation of `promtool test rules`. */
type Series = Readonly<Record<string, string>>;

export interface AlertCase {
  /** A course of things that must raise the alert by `after`. */
  readonly fires: Series;
  /** One near to it that must not. */
  readonly quiet: Series;
  /** How long the course is watched. */
  readonly after: string;
  /** How far apart values and looks are; a minute unless given. */
  readonly every?: "1h";
}

const steady = (value: number): string => `${value}x2000`;
const growing = (step: number): string => `0+${step}x2000`;
const up = 'up{job="diaodu"}';
const started = 'process_start_time_seconds{job="diaodu"}';
const lag = 'nodejs_eventloop_lag_p99_seconds{job="diaodu"}';
const memory = 'process_resident_memory_bytes{job="diaodu"}';
const files = (now: number): Series => ({
  'process_open_fds{job="diaodu"}': steady(now),
  'process_max_fds{job="diaodu"}': steady(1000),
});
const disk = (free: number): Series => ({
  diaodu_data_dir_free_bytes: steady(free),
  diaodu_data_dir_size_bytes: steady(1000),
});
const seqs = (head: string, told: string, untold: string): Series => ({
  diaodu_log_head_seq: head,
  diaodu_board_seq: told,
  diaodu_commit_untold_seconds: untold,
});
const written = (outcome: string): string =>
  `diaodu_write_duration_seconds_count{outcome="${outcome}"}`;
/** A histogram of which `slow` of 100 a minute take longer than `bound`. */
const histogram = (name: string, bound: string, slow: number, labels = ""): Series => ({
  [`${name}_bucket{${labels}le="${bound}"}`]: growing(100 - slow),
  [`${name}_bucket{${labels}le="5"}`]: growing(100),
  [`${name}_bucket{${labels}le="+Inf"}`]: growing(100),
});
const requests = (failed: number): Series => ({
  'diaodu_http_request_duration_seconds_count{status="2xx"}': growing(1000 - failed),
  'diaodu_http_request_duration_seconds_count{status="5xx"}': growing(failed),
});
const signIns = (failed: number, locks: number): Series => ({
  'diaodu_sign_ins_total{result="failed"}': growing(failed),
  diaodu_account_locks_total: growing(locks),
});
const kept = (outcome: string): string => `diaodu_round_keeper_runs_total{outcome="${outcome}"}`;

/** By the alert's name. Time begins at 0, so that a timestamp of 0 is the start of the course. */
export const ALERT_CASES: Readonly<Record<string, AlertCase>> = {
  调度服务停止: { fires: { [up]: steady(0) }, quiet: { [up]: steady(1) }, after: "2m" },
  调度服务反复重启: {
    fires: { [started]: growing(60) },
    quiet: { [started]: "0x10 600x50" },
    after: "30m",
  },
  工作进程缺席: {
    fires: { 'diaodu_worker_up{worker="2"}': "1x5 0x100" },
    quiet: { 'diaodu_worker_up{worker="2"}': "1x5 0 1x100" },
    after: "10m",
  },
  数据库不可用: {
    fires: { diaodu_storage_up: steady(0) },
    quiet: { diaodu_storage_up: steady(1) },
    after: "2m",
  },
  写入失败: {
    fires: { [written("unavailable")]: growing(1) },
    quiet: { [written("unavailable")]: steady(3), [written("committed")]: growing(9) },
    after: "10m",
  },
  写入缓慢: {
    fires: histogram("diaodu_write_duration_seconds", "0.25", 20, 'outcome="committed",'),
    quiet: histogram("diaodu_write_duration_seconds", "0.25", 0, 'outcome="committed",'),
    after: "20m",
  },
  数据库连接用尽: {
    fires: { 'diaodu_pool_connections{state="waiting"}': steady(1) },
    quiet: { 'diaodu_pool_connections{state="in_use"}': steady(10) },
    after: "5m",
  },
  看板停更: {
    fires: { diaodu_board_failing: steady(1) },
    quiet: { diaodu_board_failing: steady(0) },
    after: "2m",
  },
  看板落后: {
    fires: seqs(steady(8), steady(7), growing(60)),
    quiet: seqs(growing(10), growing(10), steady(0)),
    after: "5m",
  },
  推送缓慢: {
    fires: histogram("diaodu_commit_to_broadcast_seconds", "0.25", 20),
    quiet: histogram("diaodu_commit_to_broadcast_seconds", "0.25", 0),
    after: "20m",
  },
  慢连接被切断: {
    fires: { diaodu_slow_readers_cut_total: growing(2) },
    quiet: { diaodu_slow_readers_cut_total: growing(1) },
    after: "20m",
  },
  页面大量重载: {
    fires: { 'diaodu_resets_answered_total{reason="too_far_behind"}': growing(20) },
    quiet: { 'diaodu_resets_answered_total{reason="too_far_behind"}': growing(10) },
    after: "20m",
  },
  请求出错: { fires: requests(20), quiet: requests(5), after: "15m" },
  事件循环阻塞: { fires: { [lag]: steady(0.3) }, quiet: { [lag]: steady(0.1) }, after: "10m" },
  内存偏高: { fires: { [memory]: steady(2e9) }, quiet: { [memory]: steady(1e9) }, after: "20m" },
  文件句柄将尽: { fires: files(900), quiet: files(700), after: "10m" },
  轮次没有推进: {
    fires: { [kept("done")]: steady(100) },
    quiet: { [kept("done")]: growing(240) },
    after: "15m",
  },
  轮次步骤失败: {
    fires: { [kept("failed")]: growing(10) },
    quiet: { [kept("failed")]: steady(10) },
    after: "10m",
  },
  通知积压: {
    fires: { diaodu_outbox_oldest_seconds: growing(60) },
    quiet: { diaodu_outbox_oldest_seconds: steady(1500) },
    after: "40m",
  },
  通知发不出: {
    fires: { 'diaodu_outbox_messages{state="dead"}': "3x30 4x90" },
    quiet: { 'diaodu_outbox_messages{state="dead"}': steady(3) },
    after: "60m",
  },
  登录异常: { fires: signIns(2, 1), quiet: signIns(2, 0), after: "15m" },
  审计日志被改动: {
    fires: { diaodu_audit_intact: steady(0) },
    quiet: { diaodu_audit_intact: steady(1) },
    after: "1m",
  },
  审计日志未校验: {
    fires: { diaodu_audit_verified_timestamp_seconds: steady(0) },
    quiet: { diaodu_audit_verified_timestamp_seconds: growing(3600) },
    after: "10d",
    every: "1h",
  },
  磁盘将满: { fires: disk(100), quiet: disk(200), after: "15m" },
  磁盘已满: { fires: disk(40), quiet: disk(60), after: "5m" },
  备份过期: {
    fires: { diaodu_last_backup_timestamp_seconds: steady(0) },
    quiet: { diaodu_last_backup_timestamp_seconds: growing(3600) },
    after: "28h",
    every: "1h",
  },
  备份失败: {
    fires: { 'diaodu_backup_runs_total{outcome="failed"}': "0x10 1x100" },
    quiet: { 'diaodu_backup_runs_total{outcome="failed"}': steady(2) },
    after: "20m",
  },
};
