import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import { NameBar } from "./NameBar.tsx";

const drawn = (as: string | null): string =>
  renderToStaticMarkup(<NameBar attending={{ as, sayName: () => {} }} />);

it("says that somebody attends by the name that the server took, and by nothing else", () => {
  expect(drawn("李四")).toContain("已签到 · 李四");
  expect(drawn(null)).not.toContain("已签到");
});
