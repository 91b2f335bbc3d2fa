import fc from "fast-check";
import { expect, test } from "vitest";
import { CODE_LETTERS, meetingCode, readMeetingCode } from "./meeting-code.ts";

test("[Z4] a code is read whatever its case and spaces, and has no letter that looks like another", () => {
  expect(CODE_LETTERS).not.toMatch(/[ILOU0-9]/u);
  fc.assert(
    fc.property(fc.infiniteStream(fc.nat(1e6)), (numbers) => {
      const code = meetingCode((below) => (numbers.next().value ?? 0) % below);
      expect(readMeetingCode(code)).toBe(code);
      expect(readMeetingCode(` ${code.slice(0, 3).toLowerCase()}-${code.slice(3)}`)).toBe(code);
    }),
  );
  for (const typed of ["", "ABCDE", "ABCDEFG", "ABCDE1", "ABCDEI", "会议码"]) {
    expect(readMeetingCode(typed)).toBeNull();
  }
});
