/**
 * Sequences of ECMA-376 part 1 (wml.xsd) for the elements that documents of ours use. Word refuses a
 * file whose properties stand in another order.
 */
const list = (names: string): string[] => names.trim().split(/\s+/u);

const paragraph = list(`pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr
  suppressLineNumbers pBdr shd tabs suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct
  autoSpaceDE autoSpaceDN bidi adjustRightInd snapToGrid spacing ind contextualSpacing mirrorIndents
  suppressOverlap jc textDirection textAlignment textboxTightWrap outlineLvl divId cnfStyle rPr sectPr
  pPrChange`);
const run =
  list(`rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint
  noProof snapToGrid vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd
  fitText vertAlign rtl cs em lang eastAsianLayout specVanish oMath rPrChange`);
const section = list(`headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc
  pgBorders lnNumType pgNumType cols formProt vAlign noEndnote titlePg textDirection bidi rtlGutter
  docGrid printerSettings sectPrChange`);
const table =
  list(`tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW
  jc tblCellSpacing tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption tblDescription
  tblPrChange`);
const cell =
  list(`cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText
  vAlign hideMark headers cellIns cellDel cellMerge tcPrChange`);
const style = list(`name aliases basedOn next link autoRedefine hidden uiPriority semiHidden
  unhideWhenUsed qFormat locked personal personalCompose personalReply rsid pPr rPr tblPr trPr tcPr
  tblStylePr`);
const font = list(`altName panose1 charset family notTrueType pitch sig embedRegular embedBold
  embedItalic embedBoldItalic`);
const settings = list(`displayBackgroundShape trackRevisions documentProtection defaultTabStop
  autoHyphenation evenAndOddHeaders footnotePr endnotePr compat`);
const edges = list("top left start bottom right end insideH insideV");

/** Names in the order of the sequence; `many` may be repeated. */
export const SCHEMA_ORDER: Readonly<
  Record<string, { readonly once: readonly string[]; readonly many: readonly string[] }>
> = {
  pPr: { once: paragraph, many: [] },
  rPr: { once: run, many: [] },
  sectPr: { once: section, many: ["headerReference", "footerReference"] },
  tblPr: { once: table, many: [] },
  tcPr: { once: cell, many: [] },
  style: { once: style, many: ["tblStylePr"] },
  font: { once: font, many: [] },
  settings: { once: settings, many: [] },
  tblBorders: { once: edges, many: [] },
  tblCellMar: { once: edges, many: [] },
  pBdr: { once: list("top left bottom right between bar"), many: [] },
  tbl: { once: list("tblPr tblGrid tr"), many: ["tr"] },
  styles: { once: list("docDefaults latentStyles style"), many: ["style"] },
  docDefaults: { once: list("rPrDefault pPrDefault"), many: [] },
};
