import { describe, expect, test } from "vitest";
import type { Storage } from "../../src/index.ts";
import { AT, AUDIT } from "./figures.ts";
import { report, REPORTER, REVIEWER, ROUND, submit } from "./reported.ts";

export function sheetContract(
  fresh: () => Promise<Storage>,
  freshUrl: () => Promise<string>,
  open: (url: string) => Promise<Storage>,
): void {
  const draft = { unit: "finance", round: ROUND, cells: '{"a":1}', by: REPORTER, at: AT };

  describe("a draft", () => {
    test("is saved over the version that its writer saw", async () => {
      const storage = await fresh();
      expect(await storage.draft("finance", ROUND)).toBeNull();
      const first = await storage.saveDraft({ ...draft, basedOn: 0 });
      expect(first).toEqual({ kind: "saved", draft: { ...draft, version: 1 } });
      const mine = { ...draft, by: REVIEWER, cells: "{}" };
      expect(await storage.saveDraft({ ...mine, basedOn: 0 })).toEqual({
        kind: "changed_meanwhile",
        draft: { ...draft, version: 1 },
      });
      await storage.saveDraft({ ...mine, basedOn: 1 });
      expect(await storage.draft("finance", ROUND)).toEqual({ ...mine, version: 2 });
      expect(await storage.draft("finance", "2020-R100")).toBeNull();
      expect(await storage.headSeq()).toBe(0);
    });

    test("of several saved at once over one version is saved by one", async () => {
      const url = await freshUrl();
      const [one, two] = [await open(url), await open(url)];
      for (const basedOn of [0, 1]) {
        const results = await Promise.all(
          [one, two, one, two].map((storage) => storage.saveDraft({ ...draft, basedOn })),
        );
        expect(results.filter((result) => result.kind === "saved")).toHaveLength(1);
      }
    });

    test("ends with the submission of its sheet, unless that is refused", async () => {
      const storage = await fresh();
      await storage.saveDraft({ ...draft, basedOn: 0 });
      const endsDraft = { unit: "finance", round: ROUND };
      await submit(storage, [report({ basedOn: 5 })], { endsDraft });
      expect(await storage.draft("finance", ROUND)).not.toBeNull();
      await submit(storage, [report()], { endsDraft });
      expect(await storage.draft("finance", ROUND)).toBeNull();
      expect(await storage.saveDraft({ ...draft, basedOn: 1 })).toEqual({
        kind: "changed_meanwhile",
        draft: null,
      });
    });
  });

  describe("an attachment", () => {
    test("comes back byte for byte and can stand beside a figure", async () => {
      const storage = await fresh();
      const bytes = Uint8Array.from({ length: 5 * 1024 * 1024 }, (_, i) => i % 251);
      const attachment = {
        id: "f1",
        unit: "finance",
        name: "说明.pdf",
        mediaType: "application/pdf",
        size: bytes.length,
        sha256: "00",
        by: REPORTER,
        at: AT,
      };
      await storage.saveAttachment(attachment, bytes, AUDIT);
      expect(await storage.attachment("f1")).toEqual(attachment);
      const back = await storage.attachmentBytes("f1");
      expect(Buffer.compare(back ?? new Uint8Array(), bytes)).toBe(0);
      expect(await storage.attachment("f2")).toBeNull();
      expect(await storage.attachmentBytes("f2")).toBeNull();
      expect(await submit(storage, [report({ attachment: "f1" })])).toMatchObject({
        entries: [{ attachment: "f1" }],
      });
      expect(await storage.readAudit({})).toHaveLength(2);
    });
  });
}
