/** Names that Windows keeps for devices, whatever their extension. */
const deviceNames = /^(con|prn|aux|nul|com[0-9]|lpt[0-9])(\.|$)/i;

/** A name that is only a name, on every system: no folders, no control characters, no device. */
export function plainFileName(suggested: string): string {
  const name = suggested
    .replaceAll(/[\u0000-\u001f\u007f<>:"/\\|?*]/g, '_')
    .replace(/^[. ]+/, '')
    .replace(/[. ]+$/, '');
  if (name === '') return 'rapport';
  return fitting(deviceNames.test(name) ? `_${name}` : name);
}

/** What every file system takes: most count bytes, up to 255. Whatever is cut, the ending says what it is. */
const MAX_BYTES = 240;

function fitting(name: string): string {
  const ending = /\.[a-z0-9]{1,8}$/i.exec(name)?.[0] ?? '';
  let kept = '';
  let bytes = ending.length;
  for (const letter of name.slice(0, name.length - ending.length)) {
    bytes += Buffer.byteLength(letter);
    if (bytes > MAX_BYTES) break;
    kept += letter;
  }
  return kept.trimEnd() + ending;
}
