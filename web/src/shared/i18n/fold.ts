/** Text as it is compared in a search: case, accents and the Arabic forms of Persian letters do not count. */
export function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[يى]/g, 'ی')
    .replace(/ك/g, 'ک')
    .replace(/ł/gi, 'l')
    .replace(/\u200c/g, '')
    .toLowerCase()
    .trim();
}
