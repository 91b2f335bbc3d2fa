import type { AddressInfo } from "node:net";
import { simpleParser } from "mailparser";
import type { ParsedMail } from "mailparser";
import { SMTPServer } from "smtp-server";
import { LOCAL_CERTIFICATE, LOCAL_KEY } from "./local-certificate.ts";

export interface MailServer {
  readonly port: number;
  readonly taken: readonly {
    readonly mail: ParsedMail;
    readonly to: readonly string[];
    readonly encrypted: boolean;
  }[];
  /** Replies to the next mails once they are complete: a code such as 451 or 554. */
  fail(...codes: number[]): void;
  /** Reply for an address; 250 unless told. */
  readonly refused: Map<string, number>;
  close(): Promise<void>;
}

/** A real mail server on this machine. */
export async function startMail(
  o: {
    readonly secure?: boolean;
    readonly starttls?: boolean;
    readonly login?: { readonly user: string; readonly password: string };
    /** Accepts the connection and says nothing. */
    readonly mute?: boolean;
  } = {},
): Promise<MailServer> {
  const taken: { mail: ParsedMail; to: string[]; encrypted: boolean }[] = [];
  const failures: number[] = [];
  const refused = new Map<string, number>();
  const { login } = o;
  const server = new SMTPServer({
    secure: o.secure ?? false,
    key: LOCAL_KEY,
    cert: LOCAL_CERTIFICATE,
    authOptional: login === undefined,
    allowInsecureAuth: true,
    disabledCommands: [
      ...(o.starttls === true ? [] : ["STARTTLS"]),
      ...(login === undefined ? ["AUTH"] : []),
    ],
    disableReverseLookup: true,
    onConnect(_session, callback) {
      if (o.mute !== true) callback();
    },
    onAuth(auth, _session, callback) {
      if (auth.username === login?.user && auth.password === login?.password) {
        callback(null, { user: auth.username });
      } else {
        // Real servers repeat what they were given.
        callback(reply(535, `5.7.8 bad credentials ${auth.username} ${auth.password}`));
      }
    },
    onRcptTo(address, _session, callback) {
      const code = refused.get(address.address);
      if (code === undefined) callback();
      else callback(reply(code, `${address.address} is not welcome`));
    },
    onData(stream, session, callback) {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", () => {
        const failure = failures.shift();
        if (failure !== undefined) {
          callback(reply(failure, "not now"));
          return;
        }
        const raw = Buffer.concat(chunks);
        simpleParser(raw, (error, mail) => {
          if (error === null) {
            const to = session.envelope.rcptTo.map(({ address }) => address);
            taken.push({ mail, to, encrypted: session.secure });
          }
          callback(error);
        });
      });
    },
  });
  // A client that breaks off is none of the server's faults.
  server.on("error", () => undefined);
  const port = await new Promise<number>((resolve) => {
    const listening = server.listen(0, "127.0.0.1", () => {
      resolve((listening.address() as AddressInfo).port);
    });
  });
  return {
    port,
    taken,
    fail: (...codes) => void failures.push(...codes),
    refused,
    close() {
      for (const connection of server.connections) connection.close();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

function reply(code: number, text: string): Error {
  return Object.assign(new Error(text), { responseCode: code });
}
