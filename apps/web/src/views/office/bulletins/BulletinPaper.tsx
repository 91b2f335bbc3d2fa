import type { BulletinBlockOnWire, BulletinOnWire } from "@diaodu/contracts";
import { bulletinWords } from "../../../strings/zh-CN-bulletins.ts";
import { ScrollRegion } from "../../../ui/ScrollRegion.tsx";

const words = bulletinWords.view;

/** The bulletin as the paper has it: it prints from the browser as it stands here. */
export function BulletinPaper({ bulletin }: { bulletin: BulletinOnWire }) {
  const { redHead, number, titleLines, to, blocks, annex, signed, dateText, standing } = bulletin;
  return (
    <article className="paper" aria-label={bulletin.title}>
      {redHead === null ? null : <p className="paper-red-head">{redHead}</p>}
      {number === null ? null : (
        <p className={redHead === null ? "paper-number plain" : "paper-number"}>{number}</p>
      )}
      <h2 className="paper-title">
        {titleLines.map((line) => (
          <span key={line}>{line}</span>
        ))}
      </h2>
      <p className="paper-to">{to}：</p>
      {blocks.map((block, at) => (
        // The text has no ids: a block is its place.
        <Block key={at} block={block} />
      ))}
      <p className="paper-annex-line">
        {words.annexMark}：{annex.title}
      </p>
      {dateText === null ? null : (
        <div className="paper-closing">
          <p>{signed}</p>
          <p>{dateText}</p>
        </div>
      )}
      <p className="paper-standing">（{standing}）</p>
      <AnnexTable annex={annex} />
      {dateText === null ? null : (
        <footer className="paper-imprint">
          {bulletin.copies === null ? null : (
            <p>
              {words.copiesLine}：{bulletin.copies}。
            </p>
          )}
          <p>
            <span>{signed}</span>
            <span>
              {dateText}
              {words.printed}
            </span>
          </p>
        </footer>
      )}
    </article>
  );
}

const HEADINGS = ["paper-h1", "paper-h2", "paper-h3", "paper-h4"] as const;

function Block({ block }: { block: BulletinBlockOnWire }) {
  const { level, numeral, text, mark, drawn } = block;
  const content = (
    <>
      {numeral}
      {text}
      {mark === "drawn" ? null : (
        <span
          className={`paper-mark paper-mark-${mark} no-print`}
          title={drawn === null ? undefined : `${words.drawn}：${drawn}`}
        >
          {words.marks[mark]}
        </span>
      )}
    </>
  );
  if (level === null) return <p className="paper-text">{content}</p>;
  if (level === 1) return <h3 className={HEADINGS[0]}>{content}</h3>;
  return <h4 className={HEADINGS[level - 1]}>{content}</h4>;
}

/** Wide on a narrow screen: it scrolls by itself, and by the keyboard. */
function AnnexTable({ annex }: Pick<BulletinOnWire, "annex">) {
  return (
    <section className="paper-annex" aria-label={words.annexMark}>
      <p className="paper-annex-mark">{words.annexMark}</p>
      <h3 className="paper-annex-title">{annex.title}</h3>
      <p className="paper-unit-line">{annex.unitLine}</p>
      <ScrollRegion className="paper-table" label={annex.title}>
        <table>
          <thead>
            <tr>
              {annex.header.map((label) => (
                <th key={label} scope="col">
                  {label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {annex.rows.map(([name = "", ...cells]) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                {cells.map((cell, at) => (
                  <td key={at}>{cell}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
    </section>
  );
}
