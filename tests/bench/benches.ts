import { boardMillion } from "./board-million.ts";
import { fanoutModel } from "./fanout-model.ts";
import { fanout } from "./fanout.ts";
import { import10k } from "./import-10k/import-10k.ts";
import { phoneFirstView } from "./phone-first-view.ts";
import { postToPixels } from "./post-to-pixels.ts";
import { reconnectStorm } from "./reconnect-storm.ts";
import { reportToReview } from "./report-to-review.ts";
import type { Bench } from "./run-context.ts";
import { start } from "./start.ts";
import { wallPage } from "./wall-page.ts";
import { wallSoak } from "./wall-soak.ts";

/** Every bench by its name, in the order in which they run. */
export const BENCHES: Readonly<Record<string, Bench>> = {
  "post-to-pixels": postToPixels,
  "report-to-review": reportToReview,
  fanout,
  "fanout-model": fanoutModel,
  "reconnect-storm": reconnectStorm,
  "board-million": boardMillion,
  "phone-first-view": phoneFirstView,
  "wall-page": wallPage,
  "wall-soak": wallSoak,
  "import-10k": import10k,
  start,
};
