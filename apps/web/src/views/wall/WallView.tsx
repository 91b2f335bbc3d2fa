import { useEffect, useState } from "react";
import { useBoardPart, useLink } from "../../realtime/board-hooks.ts";
import { zhWall } from "../../strings/zh-CN-wall.ts";
import { zhWallCycle } from "../../strings/zh-CN-wall-cycle.ts";
import { TileBoundary } from "../../ui/TileBoundary.tsx";
import { layoutOf } from "./board-parts.ts";
import { AirScene } from "./AirScene.tsx";
import { CycleScene } from "./CycleScene.tsx";
import { IndicatorScene } from "./IndicatorScene.tsx";
import { OverviewScene } from "./OverviewScene.tsx";
import { RankingScene } from "./RankingScene.tsx";
import type { Scene } from "./rotation.ts";
import { readAddress, useWall } from "./use-wall.ts";
import { WallFooter, WallHeader, WallStaleBand } from "./WallHeader.tsx";
import "./wall.css";

/**
 * The wall: one screen for a room, turning through its scenes. Below a BoardGate only.
 *
 * @param search the query of the page's address, `?scene=gdp`
 */
export function WallView({ search }: { search: string }) {
  const [address] = useState(() => readAddress(search));
  const { scene, scenes, fresh, held } = useWall(address);
  const { stale } = useLink();
  // What the page opens with stands there at once; only a turn fades in.
  const [opened] = useState(scene?.id);
  const [turned, setTurned] = useState(false);
  if (scene?.id !== opened && !held && !turned) setTurned(true);
  const layout = useBoardPart(layoutOf);
  useEffect(() => {
    document.documentElement.dataset["theme"] = address.theme;
  }, [address]);
  const sceneName =
    scene === undefined || scene.kind === "overview"
      ? null
      : scene.kind === "cycle"
        ? zhWallCycle.scene
        : (layout.find((group) => scene.id.replace(/-\d+$/, "") === group.family)?.name ?? null);
  const alike = scenes.filter((one) => one.kind === "overview");
  const page =
    scene?.kind === "overview" && alike.length > 1
      ? zhWall.page(alike.indexOf(scene) + 1, alike.length)
      : null;
  return (
    <main
      className={["wall", stale ? "is-stale" : "", turned ? "turned" : ""].join(" ").trim()}
      data-scene={scene?.id}
    >
      <WallHeader sceneName={sceneName} />
      <WallStaleBand />
      <TileBoundary version={scene?.id ?? ""} key={scene?.id}>
        <SceneBody scene={scene} fresh={fresh} held={held} />
      </TileBoundary>
      <WallFooter page={page} />
    </main>
  );
}

function SceneBody(props: { scene: Scene | undefined; fresh: ReadonlySet<string>; held: boolean }) {
  const { scene, fresh, held } = props;
  switch (scene?.kind) {
    case "overview":
      return <OverviewScene keys={scene.keys} fresh={fresh} held={held} />;
    case "indicator": {
      const key = scene.keys[0] ?? "";
      return <IndicatorScene tileKey={key} isNew={fresh.has(key)} />;
    }
    case "air":
      return <AirScene keys={scene.keys} fresh={fresh} />;
    case "ranking":
      return <RankingScene keys={scene.keys} />;
    case "cycle":
      return <CycleScene />;
    case undefined:
      return <p className="scene line-dim">{zhWall.noTiles}</p>;
  }
}
