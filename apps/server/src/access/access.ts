import type { Storage } from "@diaodu/storage";
import type { Auditor } from "./audit.ts";
import type { Passwords } from "./passwords.ts";
import type { SetupCode } from "./setup-code.ts";
import type { AccessSettings } from "./settings.ts";
import type { UnknownLogins } from "./unknown-logins.ts";

/** What the routes of sessions and accounts share. */
export interface Access {
  readonly storage: Storage;
  readonly settings: AccessSettings;
  /** Real time: a session must not age with a replay. */
  readonly clock: () => Date;
  readonly audit: Auditor;
  readonly passwords: Passwords;
  readonly setupCode: SetupCode;
  readonly unknownLogins: UnknownLogins;
}
