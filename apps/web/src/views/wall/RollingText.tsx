import { useState } from "react";

/**
 * A figure whose changed digits roll in, counted from the right, so that `9 987` → `10 012` moves
 * what moved. Nothing rolls when it is first shown. CSS does the motion; nothing to clean up.
 */
export function RollingText({ text }: { text: string }) {
  const [first] = useState(text);
  const [moved, setMoved] = useState(false);
  if (text !== first && !moved) setMoved(true);
  const characters = Array.from(text);
  return (
    <span className="rolling" aria-label={text} role="img">
      {characters.map((character, index) => (
        <span
          key={`${characters.length - index}${character}`}
          className={moved ? "digit rolled" : "digit"}
          aria-hidden="true"
        >
          {character}
        </span>
      ))}
    </span>
  );
}
