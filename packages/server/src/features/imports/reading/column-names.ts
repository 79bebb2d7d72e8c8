const longest_name = 200;

/** The names by which the columns of a file are called everywhere: each once, `Column 3` where there is none, `Total (2)` for a second. */
export function columnNames(header: readonly string[]): string[] {
  const used = new Set<string>();
  return header.map((heading, place) => {
    const plain = heading
      .replace(/[\p{Cc}\uFEFF]+/gu, ' ')
      .toWellFormed()
      .trim()
      .slice(0, longest_name);
    const name = plain || `Column ${place + 1}`;
    let unique = name;
    for (let nth = 2; used.has(unique); nth++) unique = `${name} (${nth})`;
    used.add(unique);
    return unique;
  });
}
