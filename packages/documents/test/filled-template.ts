/** Opens our own template with the library that wrote it, as a person would with Excel. */
export async function openTemplate(bytes: Uint8Array) {
  const { Workbook } = await import("@cj-tech-master/excelts");
  const workbook = new Workbook();
  await workbook.xlsx.load(bytes);
  const sheet = workbook.getWorksheet("填报");
  if (sheet === undefined) throw new Error("no sheet");
  return sheet;
}

type TemplateSheet = Awaited<ReturnType<typeof openTemplate>>;

/** The template after somebody's edit, saved. */
export async function editedTemplate(
  bytes: Uint8Array,
  edit: (sheet: TemplateSheet) => void,
): Promise<Buffer> {
  const sheet = await openTemplate(bytes);
  edit(sheet);
  return Buffer.from(await sheet.workbook.xlsx.writeBuffer());
}
