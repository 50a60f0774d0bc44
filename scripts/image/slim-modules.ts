import { readdirSync, rmdirSync, rmSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';

/** What packages bring along that no `require` of ours opens. Paths in node_modules. */
const UNOPENED = [
  /\.(map|[cm]?ts)$/,
  /^@expo-google-fonts\/.*\.(ttf|png)$/,
  // Sources and leftovers of the compiler; the add-on itself is build/Release/better_sqlite3.node.
  /^better-sqlite3\/(deps|src)\//,
  /^better-sqlite3\/build\/(?!Release\/better_sqlite3\.node$)/,
  // Builds for browsers and for `import`: compiled TypeScript asks by `require`.
  /^echarts\/(?!(package\.json|dist\/(package\.json|echarts\.js)|LICENSE|NOTICE)$)/,
  /^zrender\/(?!(package\.json|dist\/(package\.json|zrender\.js)|LICENSE)$)/,
  /^rxjs\/(src|dist\/(esm|esm5|bundles|types))\//,
  /^typeorm\/browser\//,
  /^luxon\/(src|build\/(?!node\/))/,
  /^libphonenumber-js\/(bundle|es6|es6-modern)\//,
  // Debian has glibc; npm takes both where the lock file does not tell them apart.
  /^@napi-rs\/canvas-linux-\w+-musl\//,
];

/**
 * Takes out of a `node_modules` what the built bot never opens.
 * @param kept absolute paths of files that stay whatever they are called.
 * @returns bytes that were taken out.
 */
export function slimModules(folder: string, kept: readonly string[]): number {
  const keep = new Set(kept);
  let bytes = 0;
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (entry.isDirectory() || keep.has(path)) continue;
    const inModules = relative(folder, path);
    if (!UNOPENED.some((pattern) => pattern.test(inModules))) continue;
    bytes += entry.isFile() ? statSync(path).size : 0;
    rmSync(path);
  }
  removeEmpty(folder);
  return bytes;
}

/** Folders below this one, not itself. */
function removeEmpty(folder: string): void {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (!entry.isDirectory()) continue;
    const path = join(folder, entry.name);
    removeEmpty(path);
    if (readdirSync(path).length === 0) rmdirSync(path);
  }
}
