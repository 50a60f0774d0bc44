import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { slimModules } from '../../scripts/image/slim-modules';

const FONT = '@expo-google-fonts/noto-sans/400Regular/NotoSans_400Regular.ttf';

describe('slimModules', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'pwr-bot-slim-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  const put = (...paths: readonly string[]): void => {
    for (const path of paths) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), 'four');
    }
  };
  const left = (paths: readonly string[]): string[] => paths.filter((path) => existsSync(join(folder, path)));

  it('takes out what no require opens, with the folders that are empty then, and counts it', () => {
    const unopened = [
      '@expo-google-fonts/noto-sans/100Thin/NotoSans_100Thin.ttf',
      '@napi-rs/canvas-linux-x64-musl/skia.linux-x64-musl.node',
      'better-sqlite3/build/Release/obj/gen/sqlite3.o',
      'better-sqlite3/deps/sqlite3/sqlite3.c',
      'echarts/dist/echarts.min.js',
      'necord/dist/index.d.ts',
      'necord/dist/index.js.map',
    ];
    put(...unopened);
    expect(slimModules(folder, [])).toBe(unopened.length * 'four'.length);
    expect(existsSync(join(folder, 'necord'))).toBe(false);
  });

  it('leaves what is opened, and the fonts that are drawn with', () => {
    const opened = [
      FONT,
      '@napi-rs/canvas-linux-x64-gnu/skia.linux-x64-gnu.node',
      'better-sqlite3/build/Release/better_sqlite3.node',
      'echarts/dist/echarts.js',
      'echarts/package.json',
      'necord/LICENSE',
      'necord/dist/index.js',
    ];
    put(...opened);
    expect(slimModules(folder, [join(folder, FONT)])).toBe(0);
    expect(left(opened)).toEqual(opened);
  });
});
