import { zhMine as words } from "../../../strings/zh-CN-mine.ts";

/** A part that could not be read, and the way to try again. */
export function NotRead({ again }: { again: () => void }) {
  return (
    <p role="alert">
      {words.failed}{" "}
      <button type="button" className="text-button" onClick={again}>
        {words.retry}
      </button>
    </p>
  );
}
