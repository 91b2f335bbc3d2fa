import type { Problem } from "@diaodu/contracts";
import { Alert, Button, Checkbox } from "antd";
import { Link } from "wouter";
import { bulletinWords } from "../../../strings/zh-CN-bulletins.ts";

const words = bulletinWords.sources;

/** Why a bulletin cannot be drawn up yet, figure by figure, each to be stated in the text instead. */
export function MissingFigures(props: {
  missing: NonNullable<Problem["faults"]>;
  stated: readonly string[];
  onStated: (stated: readonly string[]) => void;
}) {
  const { missing, stated } = props;
  const toggle = (path: string, on: boolean) =>
    props.onStated(on ? [...stated, path] : stated.filter((one) => one !== path));
  return (
    <section aria-label={words.missing(missing.length)}>
      <Alert
        type="warning"
        showIcon
        title={words.missing(missing.length)}
        description={words.missingMore}
      />
      <ul className="missing-figures">
        {missing.map(({ path, message }) => (
          <li key={path}>
            <Checkbox
              aria-label={words.state(message)}
              checked={stated.includes(path)}
              onChange={({ target }) => toggle(path, target.checked)}
            >
              {message}
            </Checkbox>
          </li>
        ))}
      </ul>
      <p className="missing-steps">
        <Button size="small" onClick={() => props.onStated(missing.map(({ path }) => path))}>
          {words.stateAll}
        </Button>
        <Link href="/progress">{words.toFigure}</Link>
      </p>
    </section>
  );
}
