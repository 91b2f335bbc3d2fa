import { describe, expect, test } from "vitest";
import { readAddress } from "./address.ts";
import { tlsAttempts } from "./tls.ts";

const read = (url: string) => readAddress(url, (path) => `the text of ${path}`);

describe("a connection string", () => {
  test("names one host, or several, each with its port", () => {
    expect(read("postgres://u:p%40w@a:5433/db")).toMatchObject({
      hosts: [{ host: "a", port: 5433 }],
      user: "u",
      password: "p@w",
      database: "db",
    });
    expect(
      read("postgresql://u:p@a:5432,b:5433,c/db?target_session_attrs=read-write").hosts,
    ).toEqual([
      { host: "a", port: 5432 },
      { host: "b", port: 5433 },
      { host: "c", port: 5432 },
    ]);
    expect(read("postgres://[::1]:6000,[fe80::2]/db").hosts).toEqual([
      { host: "::1", port: 6000 },
      { host: "fe80::2", port: 5432 },
    ]);
  });

  test("names Unix sockets by their folders", () => {
    expect(read("postgres://u@/db?host=/a,/b&port=5432,5433").hosts).toEqual([
      { host: "/a", port: 5432 },
      { host: "/b", port: 5433 },
    ]);
    expect(read("postgres://u@localhost:5440/db?host=%2Ftmp%2Fa,/b").hosts).toEqual([
      { host: "/tmp/a", port: 5440 },
      { host: "/b", port: 5440 },
    ]);
    expect(read("postgres://u@%2Ftmp%2Fa/db").hosts).toEqual([{ host: "/tmp/a", port: 5432 }]);
  });

  test.each([
    ["postgres://u@a,b/db?port=1,2,3", "有 2 个主机，却有 3 个端口"],
    ["postgres://u@a:70000/db", "须为 1—65535"],
    ["postgres://u@a/db?target_session_attrs=standby", "target_session_attrs=standby"],
    ["postgres://u@a/db?sslmod=require", "没有参数 sslmod"],
    ["postgres://u@a/db?sslmode=sometimes", "sslmode=sometimes"],
    ["postgres://u@a/db?sslmode=verify-ca", "sslrootcert"],
    ["postgres://u@a/db?sslmode=require&sslrootcert=system", "verify-full"],
    ["postgres://u%zz@a/db", "%25"],
    ["mysql://u@a/db", "postgres://"],
  ])("that cannot be meant is refused: %s", (url, words) => {
    expect(() => read(url)).toThrow(RangeError);
    expect(() => read(url)).toThrow(words);
  });

  test("that names a certificate which cannot be read is refused", () => {
    expect(() => readAddress("postgres://u@a/db?sslrootcert=/no/such.pem")).toThrow("/no/such.pem");
  });
});

describe("encryption", () => {
  const attempts = (mode: string, host = "a") => {
    const { tls } = read(`postgres://u@${host}/db?${mode}`);
    return tlsAttempts(tls, { host, port: 5432 });
  };

  test("is tried where nothing is said, and done without where the server refuses", () => {
    expect(attempts("")).toEqual([{ rejectUnauthorized: false }, false]);
  });

  test("is neither asked for nor checked beyond what the mode says", () => {
    expect(attempts("sslmode=disable")).toEqual([false]);
    expect(attempts("sslmode=require")).toEqual([{ rejectUnauthorized: false }]);
    expect(attempts("sslmode=verify-full")).toEqual([{}]);
    const [checked, ...more] = attempts("sslmode=verify-ca&sslrootcert=/ca.pem");
    expect(checked).toMatchObject({ ca: "the text of /ca.pem" });
    expect(checked).toHaveProperty("checkServerIdentity");
    expect(more).toEqual([]);
    // As libpq does: who names a CA means it.
    expect(attempts("sslmode=require&sslrootcert=/ca.pem")).toMatchObject([
      { ca: "the text of /ca.pem" },
    ]);
  });

  test("carries our own certificate along", () => {
    expect(attempts("sslmode=verify-full&sslcert=/c.pem&sslkey=/k.pem&sslpassword=x")).toEqual([
      { cert: "the text of /c.pem", key: "the text of /k.pem", passphrase: "x" },
    ]);
  });

  test("does not concern a Unix socket", () => {
    expect(attempts("sslmode=verify-full", "/tmp/a")).toEqual([false]);
  });
});
