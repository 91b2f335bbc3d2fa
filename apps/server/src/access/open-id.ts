import type { Configuration } from "openid-client";
import type { OpenIdAttempt } from "./session-store.ts";
import type { OpenIdSettings } from "./settings.ts";

/** With the first who signs in by it, not with the start. */
const library = () => import("openid-client");

const LOOPBACK = new Set(["localhost", "127.0.0.1", "[::1]"]);

/** Sign-in by an OpenID provider: authorization code with PKCE, state and nonce. */
export interface OpenId {
  /** Where to send the browser, and what to remember of it until it returns. */
  begin(next: string): Promise<{ readonly url: URL; readonly attempt: OpenIdAttempt }>;
  /**
   * Who came back, as `issuer subject`.
   * @param query of the address that the browser came back to, with its question mark
   * @throws Error when the provider's answer does not belong to the attempt or is not valid
   */
  finish(query: string, attempt: OpenIdAttempt): Promise<string>;
}

/** Whether a provider may be reached without TLS: only on this machine, for trying things out. */
export function plainHttpAllowed(issuer: string): boolean {
  return URL.canParse(issuer) && LOOPBACK.has(new URL(issuer).hostname);
}

/** The provider is asked about itself when it is first needed, and again after a failure. */
export function createOpenId(settings: OpenIdSettings): OpenId {
  let discovered: Promise<Configuration> | null = null;
  function provider(): Promise<Configuration> {
    discovered ??= discover(settings).catch((error: unknown) => {
      discovered = null;
      throw error;
    });
    return discovered;
  }

  return {
    async begin(next) {
      const openId = await library();
      const attempt = {
        state: openId.randomState(),
        nonce: openId.randomNonce(),
        verifier: openId.randomPKCECodeVerifier(),
        next,
      };
      const url = openId.buildAuthorizationUrl(await provider(), {
        redirect_uri: settings.redirectUrl,
        scope: "openid",
        state: attempt.state,
        nonce: attempt.nonce,
        code_challenge: await openId.calculatePKCECodeChallenge(attempt.verifier),
        code_challenge_method: "S256",
      });
      return { url, attempt };
    },
    async finish(query, attempt) {
      const returned = new URL(settings.redirectUrl);
      returned.search = query;
      const { authorizationCodeGrant } = await library();
      const tokens = await authorizationCodeGrant(await provider(), returned, {
        pkceCodeVerifier: attempt.verifier,
        expectedState: attempt.state,
        expectedNonce: attempt.nonce,
        idTokenExpected: true,
      });
      const claims = tokens.claims();
      if (claims === undefined) throw new Error("the provider sent no identity");
      return `${claims.iss} ${claims.sub}`;
    },
  };
}

async function discover(settings: OpenIdSettings): Promise<Configuration> {
  const { allowInsecureRequests, discovery } = await library();
  const plain = settings.issuer.startsWith("http:") && plainHttpAllowed(settings.issuer);
  return discovery(
    new URL(settings.issuer),
    settings.clientId,
    settings.clientSecret,
    undefined,
    // Marked as deprecated to warn of its use; the configuration lets plain http in for loopback only.
    plain ? { execute: [allowInsecureRequests] } : {},
  );
}
