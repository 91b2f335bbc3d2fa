/** What a form of the product says by itself when it cannot be sent as it is filled in. */
export const formWords = {
  missing: (label: string) => `请填写${label}`,
  unchosen: (label: string) => `请选择${label}`,
  early: (label: string, day: string) => `${label}不得早于${day}`,
  wrong: (label: string) => `${label}填写有误`,
} as const;
