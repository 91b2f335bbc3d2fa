import { Secret, TOTP } from "otpauth";
import type { Account, Storage } from "@diaodu/storage";

const ISSUER = "调度";
const PERIOD_S = 30;

function totpOf(login: string, secret: string): TOTP {
  return new TOTP({ issuer: ISSUER, label: login, secret, period: PERIOD_S, digits: 6 });
}

/** A secret on offer (160 bits, base32) and the address that an authenticator app reads. */
export function offerTotp(login: string): { secret: string; uri: string } {
  const secret = new Secret({ size: 20 }).base32;
  return { secret, uri: totpOf(login, secret).toString() };
}

/**
 * The time step that `code` belongs to, one before or after the present one allowed (RFC 6238 §5.2);
 * null for a wrong code.
 */
export function totpStep(o: {
  readonly login: string;
  readonly secret: string;
  readonly code: string;
  readonly now: Date;
}): number | null {
  const timestamp = o.now.getTime();
  const delta = totpOf(o.login, o.secret).validate({ token: o.code, timestamp, window: 1 });
  return delta === null ? null : Math.floor(timestamp / 1000 / PERIOD_S) + delta;
}

/** Whether `code` is right for the account's second factor and was never used before. */
export async function provesSecondFactor(
  account: Pick<Account, "id" | "login">,
  code: string,
  o: { readonly storage: Pick<Storage, "credentials" | "takeTotpStep">; readonly now: Date },
): Promise<boolean> {
  const secret = (await o.storage.credentials(account.id))?.totpSecret ?? null;
  if (secret === null) return false;
  const step = totpStep({ login: account.login, secret, code, now: o.now });
  return step !== null && (await o.storage.takeTotpStep(account.id, step));
}
