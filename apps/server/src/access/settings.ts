import type { PasswordRules } from "./password-rules.ts";

/** An OpenID provider that people of this installation may sign in with. */
export interface OpenIdSettings {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** On the button. */
  readonly name: string;
  /** Where the provider sends people back to: ours, ending in `/api/v1/oidc/callback`. */
  readonly redirectUrl: string;
}

/** How an installation lets people, screens and machines in. Defaults follow GB/T 22239-2019. */
export interface AccessSettings {
  /** Whether the board is shown to anybody who reaches the server. */
  readonly board: "open" | "closed";
  readonly password: PasswordRules;
  /** Failed attempts in a row that lock an account, and for how long. */
  readonly lock: { readonly after: number; readonly minutes: number };
  readonly session: { readonly idleMinutes: number; readonly absoluteHours: number };
  readonly limits: {
    /** Sign-in attempts from one address for one login in five minutes. */
    readonly signIn: number;
    /** Requests of one API key in a minute. */
    readonly api: number;
  };
  /** Origin by which browsers reach us, where a proxy does not pass `Host` on. */
  readonly publicUrl: string | null;
  readonly openId: OpenIdSettings | null;
  /** Lets another machine read the measurements; without one only this machine may. */
  readonly metricsPassword: string | null;
}

export const DEFAULT_ACCESS: AccessSettings = {
  board: "open",
  password: { minLength: 8, classes: 3, maxAgeDays: 90, remembered: 5 },
  lock: { after: 5, minutes: 30 },
  session: { idleMinutes: 30, absoluteHours: 12 },
  limits: { signIn: 10, api: 6000 },
  publicUrl: null,
  openId: null,
  metricsPassword: null,
};
