/**
 * A formula as text: which fields it names. It is kept with field keys, which never change, and shown with names made
 * of labels, which do.
 */

/** Texts in quotes, numbers with letters in them, and chains of names: `account.annualRevenue`. */
const PARTS =
  /"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|\d[\w.]*|[A-Za-z_]\w*(?:\s*\.\s*[A-Za-z_]\w*)*(\s*\()?/g;

/** Calls `visit` with each chain of names; `isCall`: the last name is a function's. */
function eachChain(
  expression: string,
  visit: (names: readonly string[], isCall: boolean) => readonly string[],
): string {
  return expression.replace(PARTS, (part: string, call: string | undefined) => {
    if (!/^[A-Za-z_]/.test(part)) return part;
    const chain = call === undefined ? part : part.slice(0, -call.length);
    const names = chain.split(/\s*\.\s*/);
    return `${visit(names, call !== undefined).join('.')}${call ?? ''}`;
  });
}

/** The paths of the fields that it reads: `amount`, `account.tier`. */
export function pathsIn(expression: string): readonly string[] {
  const paths = new Set<string>();
  eachChain(expression, (names, isCall) => {
    const read = (isCall ? names.slice(0, -1) : names).slice(0, 2);
    if (read.length > 0) paths.add(read.join('.'));
    return names;
  });
  return [...paths];
}

/** The expression with other names; `rename` gets the names before it in the chain. Functions keep theirs. */
export function renamed(
  expression: string,
  rename: (name: string, before: readonly string[]) => string,
): string {
  return eachChain(expression, (names, isCall) =>
    names.map((name, index) =>
      isCall && index === names.length - 1 ? name : rename(name, names.slice(0, index)),
    ),
  );
}
