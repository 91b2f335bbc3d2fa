/** One thing that the wall shows for a while. */
export interface Scene {
  /** `overview`, `overview-2`, `gdp`, `fiscal-2`, `air`, `ranking`, `cycle`: also the address `?scene=`. */
  id: string;
  kind: "overview" | "indicator" | "air" | "ranking" | "cycle";
  /** Keys of what it shows: tiles, or rankings; none of the cycle. */
  keys: readonly string[];
  /** Milliseconds on screen. */
  dwell: number;
}

/** What is shown and since when. Milliseconds of whatever clock the caller passes in. */
export interface Rotation {
  current: string;
  since: number;
  /** A held wall never turns by itself: screenshots, tests, a visit. */
  held: boolean;
}

export type RotationEvent =
  /** Time passed, or the list of scenes changed. */
  | { type: "tick"; now: number }
  /** These tiles changed: whoever looks at another scene is taken to the overview. */
  | { type: "changed"; keys: readonly string[]; now: number }
  | { type: "step"; by: 1 | -1; now: number };

/** Opens at `wanted` if there is such a scene, else at the first. */
export function startRotation(
  scenes: readonly Scene[],
  wanted: string | null,
  held: boolean,
  now: number,
): Rotation {
  const scene = scenes.find((one) => one.id === wanted) ?? scenes[0];
  return { current: scene?.id ?? "overview", since: now, held };
}

/** The next state; the same object when nothing changed. A clock set back restarts the dwell. */
export function turn(rotation: Rotation, scenes: readonly Scene[], event: RotationEvent): Rotation {
  const at = scenes.findIndex((scene) => scene.id === rotation.current);
  const scene = scenes[at];
  if (scene === undefined) {
    const first = scenes[0];
    return first === undefined ? rotation : { ...rotation, current: first.id, since: event.now };
  }
  switch (event.type) {
    case "tick": {
      if (event.now < rotation.since) return { ...rotation, since: event.now };
      if (rotation.held || scenes.length < 2 || event.now - rotation.since < scene.dwell) {
        return rotation;
      }
      return show(rotation, scenes, at + 1, event.now);
    }
    case "changed": {
      if (rotation.held || event.keys.some((key) => scene.keys.includes(key))) return rotation;
      const overview = scenes.findIndex(
        (one) => one.kind === "overview" && event.keys.some((key) => one.keys.includes(key)),
      );
      return overview < 0 ? rotation : show(rotation, scenes, overview, event.now);
    }
    case "step":
      return show(rotation, scenes, at + event.by, event.now);
  }
}

function show(
  rotation: Rotation,
  scenes: readonly Scene[],
  position: number,
  now: number,
): Rotation {
  const next = scenes[(position + scenes.length) % scenes.length];
  return next === undefined ? rotation : { ...rotation, current: next.id, since: now };
}

/** Milliseconds until the wall wants to turn; null when it never will by itself. */
export function untilTurn(
  rotation: Rotation,
  scenes: readonly Scene[],
  now: number,
): number | null {
  const scene = scenes.find((one) => one.id === rotation.current);
  if (rotation.held || scene === undefined || scenes.length < 2) return null;
  return Math.max(0, rotation.since + scene.dwell - now);
}
