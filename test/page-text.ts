/** A page of the dashboard as somebody reads it: its text, a line for each block, cells apart. */
export function pageText(page: string): string {
  const body = /<main[^>]*>([\s\S]*)<\/main>/.exec(page)?.[1] ?? page;
  return body
    .replace(/<(?:br|\/div|div|\/summary|li|ul)\b[^>]*>/g, ' ')
    .replace(/<\/(?:td|th)>/g, ' | ')
    .replace(/<\/(?:p|h1|h2|tr|caption|section|ul|thead)>/g, '\n')
    .replace(/<[^>]*>/g, '')
    .replace(/&lt;|&gt;|&quot;|&#39;|&amp;/g, (found) => ENTITIES[found] ?? found)
    .split('\n')
    .map((line) =>
      line
        .replace(/\s+/g, ' ')
        .replace(/( \|)+ ?$/, '')
        .trim(),
    )
    .filter((line) => line !== '')
    .join('\n');
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
  '&amp;': '&',
};
