/** Who acts. Rules [U1]–[U3] of SPEC.md. */

/**
 * The three administrators keep each other in check (三员分立, GB/T 22239-2019 level 3): one runs the
 * system, one grants rights, one reads what both did.
 */
export const ADMINISTRATORS = ["system_admin", "security_admin", "audit_admin"] as const;

/** People who work with figures. */
const STAFF = ["dispatch_office", "reviewer", "reporter", "leader", "viewer"] as const;

/** Roles that a person's account can hold. */
export const PERSONAL_ROLES = [...ADMINISTRATORS, ...STAFF] as const;

/**
 * Every role. A `machine` reports for its unit and waits for review; a `feed` is trusted to publish and
 * sees nothing unpublished. `public` is anybody at an installation whose board is open; `anonymous` is anybody
 * else who has not signed in.
 */
export const ROLES = [
  ...PERSONAL_ROLES,
  "screen",
  "machine",
  "feed",
  "public",
  "anonymous",
] as const;

export type PersonalRole = (typeof PERSONAL_ROLES)[number];
export type Role = (typeof ROLES)[number];

export const ROLE_NAMES: Readonly<Record<Role, string>> = {
  system_admin: "系统管理员",
  security_admin: "安全管理员",
  audit_admin: "审计管理员",
  dispatch_office: "调度办",
  reviewer: "审核员",
  reporter: "填报员",
  leader: "领导",
  viewer: "只读用户",
  screen: "大屏",
  machine: "填报接口",
  feed: "直报接口",
  public: "公开",
  anonymous: "未登录",
};

/**
 * Why these roles cannot stand in one account, or null. An administrator holds one role and no other
 * [U2]; whoever reports may also review, but not what they sent themselves [E4].
 */
export function rolesFault(roles: readonly PersonalRole[]): string | null {
  if (new Set(roles).size !== roles.length) return "角色重复";
  const administrators = roles.filter((role) => isAdministrator(role));
  if (administrators.length > 1) return "系统、安全、审计管理员须由三个账号分别担任";
  if (administrators.length === 1 && roles.length > 1) return "管理员账号不能兼任业务角色";
  return null;
}

function isAdministrator(role: PersonalRole): boolean {
  return (ADMINISTRATORS as readonly PersonalRole[]).includes(role);
}
