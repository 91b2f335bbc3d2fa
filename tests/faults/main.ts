import { runTrials } from "../trials.ts";
import { asleep } from "./asleep.ts";
import { clock } from "./clock.ts";
import { cuts } from "./cuts.ts";
import { deaf } from "./deaf.ts";
import { diskFullTrial } from "./disk-full.ts";
import { failovers } from "./failover/trial.ts";
import { kill } from "./kill.ts";
import { outbox } from "./outbox.ts";
import { seqs } from "./seqs.ts";
import { split } from "./split.ts";

await runTrials(
  [seqs, kill, cuts, split, deaf, clock, asleep, failovers, diskFullTrial, outbox],
  process.argv.slice(2),
);
