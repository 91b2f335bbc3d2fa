/** A printed value with its unit smaller beside it. `text` is already rounded and grouped. */
export function FigureText({ text, unit }: { text: string; unit: string }) {
  return (
    <span className="figure-text">
      <span className="figure-value">{text}</span>
      {unit === "" ? null : <span className="figure-unit">{unit}</span>}
    </span>
  );
}
