/** What the audit log records beyond the actions of the permission table, in Chinese. */
export const AUDIT_ACTION_NAMES: Readonly<Record<string, string>> = {
  "session.sign_in": "登录",
  "session.sign_out": "退出登录",
  "session.end": "会话终止",
  "session.password": "修改密码",
  "session.second_factor": "动态口令设置",
  "account.lock": "账号锁定",
  "account.unlock": "账号解锁",
  "account.password": "重置密码",
  "account.second_factor": "解除动态口令",
  "api_key.use": "使用接口密钥",
  "request.forged": "来源不可信的请求",
  "report.import": "上传导入文件",
  "report.template": "下载填报模板",
  "report.export": "导出填报数据",
  "system.setup": "系统初始化",
  "system.start": "系统启动",
};
