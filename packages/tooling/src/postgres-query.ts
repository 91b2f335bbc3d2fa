import { connect } from "node:net";

/** A connection that runs one statement after the other. */
export interface PostgresSession {
  /** @returns the rows, each cell as the server writes it. @throws Error with the server's message */
  run(statement: string): Promise<(string | null)[][]>;
  end(): void;
}

/**
 * Speaks PostgreSQL's simple query protocol on a Unix socket with trust authentication: enough for
 * tests to set up what they need, without tying the tooling to the driver that the product uses.
 *
 * @throws Error with the server's own message, or the socket's error
 */
export async function openSession(
  socketFile: string,
  user: string,
  database: string,
): Promise<PostgresSession> {
  const socket = connect(socketFile);
  let buffer: Buffer = Buffer.alloc(0);
  let rows: (string | null)[][] = [];
  let refusal: Error | undefined;
  let ended: Error | undefined;
  let settle: (() => void) | undefined;

  const ready = (): Promise<(string | null)[][]> =>
    new Promise((resolve, reject) => {
      settle = () => {
        const error = ended ?? refusal;
        if (error === undefined) resolve(rows);
        else reject(error);
      };
      if (ended !== undefined) settle();
    });
  const fail = (error: Error): void => {
    ended ??= refusal ?? error;
    socket.destroy();
    settle?.();
  };
  socket.on("error", fail);
  socket.on("close", () => fail(new Error("PostgreSQL closed the connection")));
  socket.on("connect", () => socket.write(startup(user, database)));
  socket.on("data", (chunk) => {
    buffer = Buffer.concat([buffer, chunk]);
    // Each message: one byte of type, four of length (its own four included), then the body.
    while (buffer.length >= 5 && buffer.length >= 1 + buffer.readUInt32BE(1)) {
      const end = 1 + buffer.readUInt32BE(1);
      const type = String.fromCharCode(buffer[0] ?? 0);
      const body = buffer.subarray(5, end);
      buffer = buffer.subarray(end);
      if (type === "E") refusal = new Error(errorMessage(body));
      if (type === "D") rows.push(cellsOf(body));
      if (type === "Z") settle?.();
    }
  });
  await ready();
  return {
    run: (statement) => {
      rows = [];
      refusal = undefined;
      const answer = ready();
      socket.write(message("Q", Buffer.from(`${statement}\0`)));
      return answer;
    },
    end: () => socket.end(message("X", Buffer.alloc(0))),
  };
}

/** Runs one statement on a connection of its own and gives its rows. */
export async function askServer(
  socketFile: string,
  user: string,
  database: string,
  statement: string,
): Promise<(string | null)[][]> {
  const session = await openSession(socketFile, user, database);
  try {
    return await session.run(statement);
  } finally {
    session.end();
  }
}

/** Runs one statement on a connection of its own. */
export async function runStatement(
  ...[socketFile, user, database, statement]: Parameters<typeof askServer>
): Promise<void> {
  await askServer(socketFile, user, database, statement);
}

function startup(user: string, database: string): Buffer {
  const body = Buffer.from(`user\0${user}\0database\0${database}\0\0`);
  const head = Buffer.alloc(8);
  head.writeUInt32BE(8 + body.length, 0);
  head.writeUInt32BE(0x00_03_00_00, 4); // protocol 3.0
  return Buffer.concat([head, body]);
}

function message(type: string, body: Buffer): Buffer {
  const head = Buffer.alloc(5);
  head.write(type, 0);
  head.writeUInt32BE(4 + body.length, 1);
  return Buffer.concat([head, body]);
}

/** A count of cells, then each with its length, -1 for null. */
function cellsOf(body: Buffer): (string | null)[] {
  let at = 2;
  return Array.from({ length: body.readUInt16BE(0) }, () => {
    const length = body.readInt32BE(at);
    const begin = at + 4;
    at = begin + Math.max(0, length);
    return length < 0 ? null : body.toString("utf8", begin, at);
  });
}

/** An error's fields are a letter and a zero-ended string each; M is the message. */
function errorMessage(body: Buffer): string {
  const fields = body.toString("utf8").split("\0");
  return fields.find((field) => field.startsWith("M"))?.slice(1) ?? "PostgreSQL error";
}
