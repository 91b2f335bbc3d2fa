import { useCallback, useEffect, useMemo, useReducer, useRef, useState } from "react";
import { useBoardPart } from "../../realtime/board-hooks.ts";
import { newKeys, type Newness, NOTHING_SEEN, noteTiles, untilFade } from "./newness.ts";
import { type Rotation, type RotationEvent, startRotation, turn, untilTurn } from "./rotation.ts";
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

/** The scene on screen and which tiles wear the mark of the new. One timer, gone with the view. */
export function useWall(): {
  scene: Scene | undefined;
  scenes: Scene[];
  fresh: Set<string>;
  held: boolean;
} {
  const signature = useBoardPart(sceneSignature);
  const layout = useBoardPart((board) => board.layout);
  const rankings = useBoardPart((board) => board.rankings);
  // eslint-disable-next-line react-hooks/exhaustive-deps -- the signature says when they differ
  const scenes = useMemo(() => planScenes({ layout, rankings }), [signature]);
  const [rotation, send] = useReducer(
    (state: Rotation, event: (RotationEvent & { scenes: readonly Scene[] }) | Opening) =>
      event.type === "open"
        ? startRotation(event.scenes, event.address.scene, event.address.hold, event.now)
        : turn(state, event.scenes, event),
    scenes,
    (initial) => startRotation(initial, null, false, 0),
  );
  const dispatch = useCallback((event: RotationEvent) => send({ ...event, scenes }), [scenes]);

  // The address is read after the first drawing, which must equal the server's.
  const opened = useRef(false);
  useEffect(() => {
    const now = Date.now();
    if (opened.current) {
      dispatch({ type: "tick", now });
      return;
    }
    opened.current = true;
    send({ type: "open", address: readAddress(location.search), now, scenes });
  }, [dispatch, scenes]);

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

type Opening = { type: "open"; address: WallAddress; now: number; scenes: readonly Scene[] };

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

/** Keys of the tiles that changed within the last minute; says so to the rotation. */
function useFresh(dispatch: (event: RotationEvent) => void): Set<string> {
  const tiles = useBoardPart((board) => board.tiles);
  const newness = useRef(NOTHING_SEEN);
  const [mark, setMark] = useState<Mark>({ fresh: new Set(), fadesAt: null });
  useEffect(() => {
    const now = Date.now();
    const noted = noteTiles(newness.current, tiles, now);
    newness.current = noted.newness;
    if (noted.changed.length > 0) {
      setMark(markAt(noted.newness, now));
      dispatch({ type: "changed", keys: noted.changed, now });
    }
  }, [tiles, dispatch]);
  const { fadesAt } = mark;
  useEffect(() => {
    if (fadesAt === null) return undefined;
    const fade = () => setMark(markAt(newness.current, Date.now()));
    const timer = setTimeout(fade, fadesAt - Date.now() + 20);
    return () => clearTimeout(timer);
  }, [fadesAt]);
  return mark.fresh;
}

/** Who wears the mark, and when the next one takes it off (milliseconds; null when nobody does). */
interface Mark {
  fresh: Set<string>;
  fadesAt: number | null;
}

function markAt(newness: Newness, now: number): Mark {
  const delay = untilFade(newness, now);
  return { fresh: newKeys(newness, now), fadesAt: delay === null ? null : now + delay };
}
