import { afterAll, beforeAll, expect, test } from "vitest";
import type { AttachmentAnswer, ReportAnswer } from "@diaodu/contracts";
import type { Browser } from "../../../test/people.ts";
import { bodyOf, item, openOffice } from "../../../test/units.ts";
import type { Office } from "../../../test/units.ts";
import { openWorld } from "../../../test/world.ts";
import type { World } from "../../../test/world.ts";
import { extensionOf, safeFileName } from "./media-type.ts";

let world: World;
let office: Office;
beforeAll(async () => {
  world = await openWorld();
  office = await openOffice(world);
});
afterAll(() => world.close());

const PDF = Buffer.from("%PDF-1.7\n%测试\n");

async function upload(
  by: Browser,
  bytes: Buffer,
  o: { name?: string; unit?: string; type?: string } = {},
): Promise<Response> {
  const { name = "依据.pdf", unit = "finance", type = "application/pdf" } = o;
  const { csrfToken } = await by.me();
  const query = new URLSearchParams({ unit, name });
  return fetch(`${world.url}/api/v1/attachments?${query.toString()}`, {
    method: "POST",
    headers: {
      cookie: [...by.cookies].map(([key, value]) => `${key}=${value}`).join("; "),
      "x-csrf-token": csrfToken,
      "content-type": type,
    },
    body: new Uint8Array(bytes),
  });
}

test("a document goes with a figure and comes back byte for byte, never to be run", async () => {
  const answer = await upload(office.wang, PDF);
  expect(answer.status).toBe(201);
  const file = (await answer.json()) as AttachmentAnswer;
  expect(file).toMatchObject({ name: "依据.pdf", mediaType: "application/pdf", size: PDF.length });
  const sent = await office.wang.json<ReportAnswer>(
    "POST",
    "/reports",
    bodyOf([item({ attachment: file.id })]),
  );
  expect(sent.entries[0]?.attachment).toEqual({ id: file.id, name: file.name, size: file.size });

  const back = await office.reviewer.ask("GET", `/attachments/${file.id}`);
  expect(back.status).toBe(200);
  expect(back.headers.get("content-disposition")).toMatch(/^attachment;/u);
  expect(back.headers.get("content-disposition")).toContain(encodeURIComponent("依据.pdf"));
  expect(back.headers.get("x-content-type-options")).toBe("nosniff");
  expect(back.headers.get("content-security-policy")).toContain("sandbox");
  expect(back.headers.get("cache-control")).toContain("no-store");
  expect(Buffer.from(await back.arrayBuffer()).equals(PDF)).toBe(true);

  for (const other of [office.statistics, office.viewer, office.leader, office.admin]) {
    expect([403, 404]).toContain((await other.ask("GET", `/attachments/${file.id}`)).status);
  }
  const nobody = await fetch(`${world.url}/api/v1/attachments/${file.id}`);
  expect(nobody.status).toBe(401);
});

test("the file of another unit backs no figure", async () => {
  const file = (await (await upload(office.wang, PDF)).json()) as AttachmentAnswer;
  const gdp = item({ indicator: "gdp", status: "preliminary", attachment: file.id });
  const answer = await office.statistics.ask(
    "POST",
    "/reports",
    bodyOf([gdp], { unit: "statistics" }),
  );
  expect(answer.status).toBe(422);
  expect(await answer.text()).toContain("items.0.attachment");
});

test("what is no document is refused, whatever it is called", async () => {
  const before = await world.storage.headSeq();
  for (const bytes of ["<html><script>alert(1)</script>", "MZ\u0090", "", "PK\u0003\u0004zip"]) {
    const answer = await upload(office.wang, Buffer.from(bytes, "latin1"));
    expect(answer.status).toBe(422);
  }
  expect(await world.storage.headSeq()).toBe(before);
});

test("a document of more than five megabytes is refused", async () => {
  const large = Buffer.concat([PDF, Buffer.alloc(5 * 1024 * 1024)]);
  expect((await upload(office.wang, large)).status).toBe(413);
});

test("nobody uploads for a unit that is not theirs, nor for one that there is not", async () => {
  expect((await upload(office.wang, PDF, { unit: "statistics" })).status).toBe(403);
  expect((await upload(office.viewer, PDF)).status).toBe(403);
  expect((await upload(office.wang, PDF, { name: "" })).status).toBe(400);
});

const zipOf = (...parts: string[]) =>
  Buffer.from(`PK\u0003\u0004${parts.join("\u0000")}`, "latin1");

test.each<[string, Buffer, string | null]>([
  ["a picture", Buffer.from("\u0089PNG\r\n\u001a\n…", "latin1"), "png"],
  ["a photograph", Buffer.from("\u00ff\u00d8\u00ff\u00e0", "latin1"), "jpg"],
  ["a workbook", zipOf("[Content_Types].xml", "xl/workbook.xml"), "xlsx"],
  ["a letter", zipOf("[Content_Types].xml", "word/document.xml"), "docx"],
  [
    "a workbook with macros",
    zipOf("[Content_Types].xml", "xl/workbook.xml", "xl/vbaProject.bin"),
    null,
  ],
  ["an archive", zipOf("a.txt"), null],
])("%s is told by its bytes", (_name, bytes, extension) => {
  expect(extensionOf(bytes)).toBe(extension);
});

test.each([
  ["../../etc/passwd", "passwd.pdf"],
  ["C:\\用户\\依据.exe", "依据.pdf"],
  ['依据"\r\nX: 1".pdf', "依据X 1.pdf"],
  [".htaccess", "附件.pdf"],
  ["…", "….pdf"],
])("a name like %j cannot leave its header or its folder", (given, name) => {
  expect(safeFileName(given, "pdf")).toBe(name);
});
