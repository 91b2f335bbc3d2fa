import { connect } from "node:net";

/**
 * Runs one statement over PostgreSQL's simple query protocol on a Unix socket with trust
 * authentication: enough to create a database and to ask whether the server answers, without
 * tying the tooling to the driver that the product uses.
 *
 * @throws Error with the server's own message, or the socket's error
 */
export function runStatement(
  socketFile: string,
  user: string,
  database: string,
  statement: string,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect(socketFile);
    let buffer: Buffer = Buffer.alloc(0);
    let asked = false;
    const fail = (error: Error): void => {
      socket.destroy();
      reject(error);
    };
    socket.on("error", fail);
    socket.on("close", () => reject(new Error("PostgreSQL closed the connection")));
    socket.on("connect", () => socket.write(startup(user, database)));
    socket.on("data", (chunk) => {
      buffer = Buffer.concat([buffer, chunk]);
      // Each message: one byte of type, four of length (its own four included), then the body.
      while (buffer.length >= 5 && buffer.length >= 1 + buffer.readUInt32BE(1)) {
        const end = 1 + buffer.readUInt32BE(1);
        const type = String.fromCharCode(buffer[0] ?? 0);
        const body = buffer.subarray(5, end);
        buffer = buffer.subarray(end);
        if (type === "E") return fail(new Error(errorMessage(body)));
        if (type !== "Z") continue;
        if (asked) {
          socket.end(message("X", Buffer.alloc(0)));
          return resolve();
        }
        asked = true;
        socket.write(message("Q", Buffer.from(`${statement}\0`)));
      }
    });
  });
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

/** An error's fields are a letter and a zero-ended string each; M is the message. */
function errorMessage(body: Buffer): string {
  const fields = body.toString("utf8").split("\0");
  return fields.find((field) => field.startsWith("M"))?.slice(1) ?? "PostgreSQL error";
}
