import type { RecordFile } from "@diaodu/contracts";

/** Files to be opened or saved; `address` leads to one by its id. */
export function FileLinks(props: {
  files: readonly RecordFile[];
  address: (file: string) => string;
}) {
  if (props.files.length === 0) return null;
  return (
    <ul className="mine-file-links">
      {props.files.map(({ id, name, size }) => (
        <li key={id}>
          <a href={props.address(id)} download>
            {name}
          </a>{" "}
          <span className="dim">{Math.ceil(size / 1024)} KB</span>
        </li>
      ))}
    </ul>
  );
}
