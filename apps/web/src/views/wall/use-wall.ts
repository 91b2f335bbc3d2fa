import { useCallback, useEffect, useRef, useState } from "react";
import { useBoardPart, useBoardStore } from "../../realtime/board-hooks.ts";
import { oncePerSignature } from "../../realtime/board-store.ts";
import { newKeys, NOTHING_SEEN, noteTiles, untilFade } from "./newness.ts";
import { type RotationEvent, startRotation, turn, untilTurn } from "./rotation.ts";
import type { Scene } from "./rotation.ts";
import { planScenes, sceneSignature } from "./scenes.ts";

/** What the address asks for: `?scene=gdp` opens there and, with `&hold` or alone, stays. */
export interface WallAddress {
  scene: string | null;
  hold: boolean;
  theme: "dark" | "light";
}

/** Reads the address of a wall; a named scene holds, as does a bare `?hold`. */
export function readAddress(search: string): WallAddress {
  const query = new URLSearchParams(search);
  const scene = query.get("scene");
  return {
    scene,
    hold: query.has("hold") || scene !== null,
    theme: query.get("theme") === "light" ? "light" : "dark",
  };
}

/**
 * The scene on screen and which tiles wear the mark of the new. Timers are gone with the view.
 *
 * @param address what the page was asked for; the server draws that very scene
 */
export function useWall(address: WallAddress): {
  scene: Scene | undefined;
  scenes: Scene[];
  fresh: ReadonlySet<string>;
  held: boolean;
} {
  const scenes = useBoardPart(scenesOf);
  const [rotation, setRotation] = useState(() =>
    startRotation(scenes, address.scene, address.hold, 0),
  );
  // An event that turns nothing must not draw the wall again, so it is tried outside of drawing.
  const current = useRef(rotation);
  const dispatch = useCallback(
    (event: RotationEvent) => {
      const next = turn(current.current, scenes, event);
      if (next === current.current) return;
      current.current = next;
      setRotation(next);
    },
    [scenes],
  );

  // What the page opened with has been shown from now on, or the list of scenes has changed.
  const opened = useRef(false);
  useEffect(() => {
    const now = Date.now();
    if (opened.current) {
      dispatch({ type: "tick", now });
      return;
    }
    opened.current = true;
    current.current = { ...current.current, since: now };
    setRotation(current.current);
  }, [dispatch]);

  const wait = useCallback((now: number) => untilTurn(rotation, scenes, now), [rotation, scenes]);
  useEffect(() => {
    const delay = wait(Date.now());
    if (delay === null || rotation.since === 0) return undefined;
    const timer = setTimeout(() => dispatch({ type: "tick", now: Date.now() }), delay + 20);
    return () => clearTimeout(timer);
  }, [wait, dispatch, rotation.since]);

  useArrowKeys(dispatch);
  const fresh = useFresh(dispatch);
  return {
    scene: scenes.find((one) => one.id === rotation.current) ?? scenes[0],
    scenes,
    fresh,
    held: rotation.held,
  };
}

const scenesOf = oncePerSignature(sceneSignature, planScenes);

function useArrowKeys(dispatch: (event: RotationEvent) => void) {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const by = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
      if (by !== 0) dispatch({ type: "step", by, now: Date.now() });
    };
    addEventListener("keydown", press);
    return () => removeEventListener("keydown", press);
  }, [dispatch]);
}

/**
 * Keys of the tiles that changed within the last minute; tells the rotation of each change. The
 * same set for as long as the same tiles wear the mark, so that a change draws its own tile only.
 */
function useFresh(dispatch: (event: RotationEvent) => void): ReadonlySet<string> {
  const store = useBoardStore();
  const newness = useRef(NOTHING_SEEN);
  const [fresh, setFresh] = useState(NONE);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const mark = (now: number) => {
      const keys = newKeys(newness.current, now);
      setFresh((last) => (sameKeys(last, keys) ? last : keys));
      const delay = untilFade(newness.current, now);
      clearTimeout(timer);
      if (delay !== null) timer = setTimeout(() => mark(Date.now()), delay + 20);
    };
    const note = () => {
      const now = Date.now();
      const noted = noteTiles(newness.current, store.get()?.tiles ?? [], now);
      newness.current = noted.newness;
      if (noted.changed.length === 0) return;
      mark(now);
      dispatch({ type: "changed", keys: noted.changed, now });
    };
    note();
    mark(Date.now());
    const release = store.subscribe(note);
    return () => {
      release();
      clearTimeout(timer);
    };
  }, [store, dispatch]);
  return fresh;
}

const NONE: ReadonlySet<string> = new Set();

function sameKeys(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  return a.size === b.size && [...a].every((key) => b.has(key));
}
