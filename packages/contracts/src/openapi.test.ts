import { expect, test } from "vitest";
import { openapi } from "./openapi.ts";

const text = JSON.stringify(openapi({ version: "1.2.3" }));

test("every reference in the document leads to a schema of the document", () => {
  const document = JSON.parse(text) as { components: { schemas: Record<string, unknown> } };
  const named = new Set(Object.keys(document.components.schemas));
  const references = [...text.matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/gu)];
  expect(references.length).toBeGreaterThan(10);
  for (const [, name] of references) expect(named).toContain(name);
});

test("a submission may leave out what has a default, and nothing else", () => {
  const document = JSON.parse(text) as {
    components: {
      schemas: Record<string, { required?: string[]; additionalProperties?: unknown }>;
    };
  };
  const input = document.components.schemas["ObservationInput"];
  expect(input?.required).not.toContain("reason");
  expect(input?.required).toContain("source");
  expect(input?.additionalProperties).toBe(false);
});

test("no schema keeps an identifier of its own that would change where references lead", () => {
  expect(text).not.toContain('"$id"');
  expect(text).not.toContain('"$schema"');
});
